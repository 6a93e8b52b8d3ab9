package dev.sluice.studio.core.trigger;

import dev.sluice.api.FunctionInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.operate.ListView;
import dev.sluice.studio.core.operate.Polled;
import java.util.List;

/** What leads to one function, asked for while somebody looks. Confined to the UI thread. */
public final class TriggersPresenter {
  private final StudioSession session;
  private final Polled<List<Trigger>> polled;

  /** What the catalog knew when the server was asked last: only the UI thread may ask it. */
  private volatile List<FunctionInfo> functions = List.of();

  /** Of this function; asks for nothing yet. */
  public TriggersPresenter(String function, StudioSession session, ListView view) {
    this.session = session;
    Triggers triggers = new Triggers();
    polled =
        new Polled<>(
            session.server(),
            "Loading what leads to " + function,
            client -> triggers.of(client, function, functions),
            List.of(),
            view);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    polled.dispose();
  }

  /** All of it. */
  public List<Trigger> triggers() {
    return polled.now();
  }

  /** Whether there was an answer yet. */
  public boolean loaded() {
    return polled.loaded();
  }

  /** What the last action came to, or how much waits. */
  public String summary() {
    if (!polled.message().isEmpty() || polled.now().isEmpty()) {
      return polled.message();
    }
    long waiting =
        polled.now().stream().mapToLong(it -> it.waiting() == null ? 0 : it.waiting()).sum();
    return waiting == 0
        ? "No event waits"
        : waiting == 1 ? "1 event waits" : waiting + " events wait";
  }

  /** Whether that is bad news. */
  public boolean bad() {
    return polled.bad();
  }

  /** Asks the server, if it is not being asked already. */
  public void refresh() {
    functions = session.catalog().functions();
    polled.refresh();
  }

  /** Pauses what goes on, and lets go on what is paused. */
  public void pauseOrResume(Trigger trigger) {
    boolean pause = !trigger.paused();
    String done = trigger.name() + (pause ? " is paused." : " goes on.");
    String title = (pause ? "Pausing " : "Resuming ") + trigger.name();
    if (trigger.kind() == Trigger.Kind.ASSOCIATION) {
      String verb = pause ? "pause" : "resume";
      polled.act(title, client -> client.events().set(trigger.name(), verb), info -> done);
    } else {
      polled.act(title, client -> client.sources().pause(trigger.name(), pause), info -> done);
    }
  }

  /** Lets events pass an association by, or come to it again. */
  public void enableOrDisable(Trigger trigger) {
    boolean enable = trigger.state().equals("disabled");
    polled.act(
        (enable ? "Enabling " : "Disabling ") + trigger.name(),
        client -> client.events().set(trigger.name(), enable ? "enable" : "disable"),
        info -> trigger.name() + (enable ? " is enabled." : " is disabled; events pass it by."));
  }
}
