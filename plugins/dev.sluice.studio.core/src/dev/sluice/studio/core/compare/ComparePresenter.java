package dev.sluice.studio.core.compare;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Loads one or two states of a function to look at. Confined to the UI thread. */
public final class ComparePresenter {
  private final StudioSession session;
  private final String function;
  private final List<String> qualifiers;
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
   * @param qualifiers {@code latest} or version numbers
   */
  public ComparePresenter(
      StudioSession session, String function, List<String> qualifiers, View view) {
    this.session = session;
    this.function = function;
    this.qualifiers = List.copyOf(qualifiers);
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
              for (String qualifier : qualifiers) {
                states.add(State.read(client, function, qualifier));
              }
              return states;
            },
            states -> {
              loading = false;
              loaded = true;
              view.loaded(states);
            },
            this::failed);
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
