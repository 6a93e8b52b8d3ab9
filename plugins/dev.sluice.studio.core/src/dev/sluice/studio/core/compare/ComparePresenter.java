package dev.sluice.studio.core.compare;

import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Loads one or two states of a function to look at. Confined to the UI thread. */
public final class ComparePresenter {
  private final StudioSession session;
  private final String function;
  private final List<String> qualifiers;
  private final @Nullable Path manifest;
  private final View view;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private boolean loaded;
  private boolean loading;

  /** What the presenter tells the editor. */
  public interface View {
    /** Here they are, in the order that they were asked for. */
    void loaded(List<State> states);

    /** Why they are not there. */
    void failed(String sentence);
  }

  /**
   * Of these states.
   *
   * @param qualifiers {@code latest}, {@code workspace} or version numbers
   * @param manifest of the workspace; null where that is not asked for
   */
  public ComparePresenter(
      StudioSession session,
      String function,
      List<String> qualifiers,
      @Nullable Path manifest,
      View view) {
    this.session = session;
    this.function = function;
    this.qualifiers = List.copyOf(qualifiers);
    this.manifest = manifest;
    this.view = view;
    session.server().link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    session.server().link().forget(connection);
  }

  /** Asks the server; once it was reached. */
  public void load() {
    if (loading || !session.server().link().status().connected()) {
      return;
    }
    loading = true;
    session
        .server()
        .calls()
        .start(
            "Loading versions of " + function,
            client -> {
              List<State> states = new ArrayList<>();
              try {
                for (String qualifier : qualifiers) {
                  states.add(read(client, qualifier));
                }
                return new Read(states, "");
              } catch (Workspace.Unreadable e) {
                return new Read(List.of(), String.valueOf(e.getMessage()));
              }
            },
            this::read,
            this::failed);
  }

  /** What was read, or else why not. */
  private record Read(List<State> states, String failed) {}

  private State read(SluiceClient client, String qualifier) throws IOException {
    Path here = manifest;
    return here != null && qualifier.equals(State.WORKSPACE)
        ? Workspace.read(client, here, function)
        : State.read(client, function, qualifier);
  }

  private void read(Read read) {
    loading = false;
    if (read.failed().isEmpty()) {
      loaded = true;
      view.loaded(read.states());
    } else {
      view.failed(read.failed());
    }
  }

  private void failed(Failure failure) {
    loading = false;
    view.failed(failure.sentence());
  }

  private void connectionChanged(ConnectionStatus status) {
    if (status.connected() && !loaded) {
      loading = false;
      load();
    }
  }
}
