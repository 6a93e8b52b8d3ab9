package dev.sluice.studio.core.workflow;

import dev.sluice.api.WorkflowInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The workflows of the server. The server tells nothing of them by itself, so they are asked for
 * again and again while somebody looks. Confined to the UI thread.
 */
public final class WorkflowsPresenter {
  private final StudioSession session;
  private final View view;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private List<WorkflowInfo> all = List.of();
  private String filter = "";
  private boolean loaded;
  private boolean loading;

  /** What the presenter tells the view. */
  public interface View {
    /** The list, or why there is none, is another. */
    void listChanged();
  }

  public WorkflowsPresenter(StudioSession session, View view) {
    this.session = session;
    this.view = view;
    session.server().link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    session.server().link().forget(connection);
  }

  /** Asks the server. */
  public void refresh() {
    if (loading || !session.server().link().status().connected()) {
      return;
    }
    loading = true;
    session
        .server()
        .calls()
        .startQuietly(
            "Loading workflows", client -> client.workflows().list(), this::loaded, this::failed);
  }

  private void loaded(List<WorkflowInfo> now) {
    loading = false;
    boolean changed = !loaded || !now.equals(all);
    loaded = true;
    all = now;
    if (changed) {
      view.listChanged();
    }
  }

  private void failed(Failure failure) {
    loading = false;
  }

  private void connectionChanged(ConnectionStatus status) {
    loading = false;
    if (status.connected()) {
      refresh();
    } else if (status.url() == null) {
      all = List.of();
      loaded = false;
    }
    view.listChanged();
  }

  /** Shows only workflows with this in their names. */
  public void filter(String text) {
    filter = text.strip().toLowerCase(Locale.ROOT);
    view.listChanged();
  }

  /** What is shown, in order of their names. */
  public List<WorkflowInfo> visible() {
    return all.stream()
        .filter(info -> info.name().toLowerCase(Locale.ROOT).contains(filter))
        .toList();
  }

  /** Whether there is a workflow of this name. */
  public boolean has(String name) {
    return all.stream().anyMatch(info -> info.name().equals(name));
  }

  /** Why nothing is shown. */
  public String emptySentence() {
    if (!session.server().link().status().connected()) {
      return session.server().link().status().detail();
    }
    if (!loaded) {
      return "Loading…";
    }
    return all.isEmpty() ? "This server has no workflows yet." : "No workflow matches.";
  }

  /** Deletes a workflow; executions go on. */
  public void delete(String name, Consumer<Failure> failed) {
    session
        .server()
        .calls()
        .start(
            "Deleting " + name,
            client -> {
              client.workflows().delete(name);
              return name;
            },
            done -> refresh(),
            failed);
  }

  /** What is wrong with the name of a new workflow; empty when nothing is. */
  public static String nameProblem(String name) {
    return name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
        ? ""
        : "A name has small letters, digits and dashes, up to 63, and a dash neither first nor last.";
  }
}
