package dev.sluice.studio.core.operate;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.SourceInfo;
import dev.sluice.studio.core.connection.ServerAccess;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The sources of events and the associations that lead them on, with what waits and what went
 * wrong; pauses and resumes them. Confined to the UI thread.
 */
public final class EventsPresenter extends ListPresenter<EventsPresenter.Answer> {

  /** What the server has. */
  record Answer(List<SourceInfo> sources, List<AssociationInfo> associations) {}

  /** A presenter that has loaded nothing yet. */
  public EventsPresenter(ServerAccess server, ListView view) {
    super(
        server,
        "Loading sources and associations",
        client -> new Answer(client.sources().list(), client.events().associations()),
        new Answer(List.of(), List.of()),
        view);
  }

  /** The sources that are shown. */
  public List<SourceInfo> sources() {
    return polled.now().sources().stream()
        .filter(info -> says(info.name(), info.kind(), info.state(), info.description()))
        .toList();
  }

  /** The associations that are shown. */
  public List<AssociationInfo> associations() {
    return polled.now().associations().stream()
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
  @Override
  public String summary() {
    if (!polled.message().isEmpty() || !polled.loaded()) {
      return polled.message();
    }
    Answer now = polled.now();
    long waiting = now.associations().stream().mapToLong(AssociationInfo::waiting).sum();
    long failed = now.sources().stream().filter(info -> info.state().equals("failed")).count();
    return String.format(Locale.ENGLISH, "%,d events wait", waiting)
        + (failed == 0 ? "" : ", " + failed + (failed == 1 ? " source" : " sources") + " failed");
  }

  /** Lets a source bring nothing, or bring events again. */
  public void pause(SourceInfo source, boolean paused) {
    polled.act(
        (paused ? "Pausing " : "Resuming ") + source.name(),
        client -> client.sources().pause(source.name(), paused),
        now -> now.name() + (paused ? " is paused." : " goes on."));
  }

  /**
   * Changes the state of an association.
   *
   * @param verb {@code pause}, {@code resume}, {@code enable} or {@code disable}
   * @param done what is said when it is so
   */
  public void set(AssociationInfo association, String verb, String done) {
    polled.act(
        "Changing " + association.name(),
        client -> client.events().set(association.name(), verb),
        now -> now.name() + " " + done + ".");
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
