package dev.sluice.studio.core.operate;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.SourceInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sources of events and the associations that lead them on, with what waits and what went
 * wrong; pauses and resumes them. Confined to the UI thread.
 */
public final class EventsPresenter {
  private final ServerAccess server;
  private final View view;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private List<SourceInfo> sources = List.of();
  private List<AssociationInfo> associations = List.of();
  private String text = "";
  private boolean loading;
  private boolean loaded;
  private String message = "";
  private boolean bad;

  /** What the presenter tells the view. */
  public interface View {

    /** Other sources or associations, or another sentence. */
    void listChanged();

    /** The connection has changed. */
    void connectionChanged(ConnectionStatus status);
  }

  private record Answer(List<SourceInfo> sources, List<AssociationInfo> associations) {}

  private interface Action {
    void run(SluiceClient client) throws IOException;
  }

  /** A presenter that has loaded nothing yet. */
  public EventsPresenter(ServerAccess server, View view) {
    this.server = server;
    this.view = view;
    server.link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    server.link().forget(connection);
  }

  /** Shows only those whose name, kind, source, target or state has this part. */
  public void filter(String part) {
    text = part.strip().toLowerCase(Locale.ROOT);
    view.listChanged();
  }

  /** The sources that are shown. */
  public List<SourceInfo> sources() {
    return sources.stream()
        .filter(info -> says(info.name(), info.kind(), info.state(), info.description()))
        .toList();
  }

  /** The associations that are shown. */
  public List<AssociationInfo> associations() {
    return associations.stream()
        .filter(
            info ->
                says(
                    info.name(),
                    String.join(" ", info.sources()),
                    targets(info),
                    info.state(),
                    info.description()))
        .toList();
  }

  private boolean says(String... parts) {
    return String.join(" ", parts).toLowerCase(Locale.ROOT).contains(text);
  }

  /** The functions that get an association's events, in words. */
  public static String targets(AssociationInfo info) {
    return String.join(", ", info.targets().stream().map(EventsPresenter::words).toList());
  }

  private static String words(AssociationSpec.Target target) {
    if (target.weights() != null) {
      return target.function() + " by weights";
    }
    return target.qualifier() == null || target.qualifier().equals("latest")
        ? String.valueOf(target.function())
        : target.function() + ":" + target.qualifier();
  }

  /** What the last action came to, or how many events wait in all; empty for nothing. */
  public String summary() {
    if (!message.isEmpty() || !loaded) {
      return message;
    }
    long waiting = associations.stream().mapToLong(AssociationInfo::waiting).sum();
    long failed = sources.stream().filter(info -> info.state().equals("failed")).count();
    return String.format(Locale.ENGLISH, "%,d events wait", waiting)
        + (failed == 0 ? "" : ", " + failed + (failed == 1 ? " source" : " sources") + " failed");
  }

  /** Whether that is bad news. */
  public boolean bad() {
    return bad;
  }

  /** Whether anything was loaded yet. */
  public boolean loaded() {
    return loaded;
  }

  /** Asks the server, if it is not being asked already. */
  public void refresh() {
    if (loading || !server.link().status().connected()) {
      return;
    }
    loading = true;
    server
        .calls()
        .startQuietly(
            "Loading sources and associations",
            client -> new Answer(client.sources().list(), client.events().associations()),
            this::loaded,
            failure -> {
              loading = false;
              refused(failure);
            });
  }

  private void loaded(Answer answer) {
    loading = false;
    boolean same =
        loaded && sources.equals(answer.sources()) && associations.equals(answer.associations());
    loaded = true;
    sources = answer.sources();
    associations = answer.associations();
    if (!same) {
      view.listChanged();
    }
  }

  /** Lets a source bring nothing, or bring events again. */
  public void pause(SourceInfo source, boolean paused) {
    act(
        (paused ? "Pausing " : "Resuming ") + source.name(),
        client -> client.sources().pause(source.name(), paused),
        source.name() + (paused ? " is paused." : " goes on."));
  }

  /**
   * Changes the state of an association.
   *
   * @param verb {@code pause}, {@code resume}, {@code enable} or {@code disable}
   * @param done what is said when it is so
   */
  public void set(AssociationInfo association, String verb, String done) {
    act(
        "Changing " + association.name(),
        client -> client.events().set(association.name(), verb),
        association.name() + " " + done + ".");
  }

  private void act(String title, Action action, String done) {
    server
        .calls()
        .start(
            title,
            client -> {
              action.run(client);
              return done;
            },
            said -> {
              message = said;
              bad = false;
              view.listChanged();
              refresh();
            },
            this::refused);
  }

  private void refused(Failure failure) {
    message = failure.sentence();
    bad = true;
    view.listChanged();
  }

  private void connectionChanged(ConnectionStatus status) {
    view.connectionChanged(status);
    if (status.connected()) {
      loading = false;
      refresh();
    }
  }

  /** Why an association or source is as it is; null for nothing to say. */
  public static @Nullable String trouble(AssociationInfo info) {
    if (info.stateReason() != null) {
      return info.stateReason();
    }
    return info.lastError() == null
        ? null
        : info.lastError().type() + ": " + info.lastError().message();
  }
}
