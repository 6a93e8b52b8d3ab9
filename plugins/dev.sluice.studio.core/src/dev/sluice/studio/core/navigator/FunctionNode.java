package dev.sluice.studio.core.navigator;

import dev.sluice.api.FunctionInfo;
import dev.sluice.studio.core.connection.LoadGate;

/** A function, above its aliases and versions. Confined to the UI thread. */
public final class FunctionNode extends Branch {
  private final LoadGate gate = new LoadGate();
  private FunctionInfo info;
  private Waiting waiting = Waiting.NOTHING;

  /**
   * What nobody waits for.
   *
   * @param events that wait or run
   * @param deadLetters events that were given up
   */
  public record Waiting(long events, long deadLetters) {
    static final Waiting NOTHING = new Waiting(0, 0);

    Waiting plus(Waiting other) {
      return new Waiting(events + other.events, deadLetters + other.deadLetters);
    }
  }

  FunctionNode(GroupNode parent, FunctionInfo info) {
    super(parent);
    this.info = info;
  }

  /** What is known of the function now. */
  public FunctionInfo info() {
    return info;
  }

  /** What its queues have. */
  public Waiting waiting() {
    return waiting;
  }

  @Override
  public String key() {
    return info.name();
  }

  @Override
  public String functionName() {
    return info.name();
  }

  /** Whether it can be invoked. */
  public boolean enabled() {
    return !"disabled".equals(info.state());
  }

  /** Through which the children are loaded. */
  LoadGate gate() {
    return gate;
  }

  void update(FunctionInfo now) {
    info = now;
  }

  void waiting(Waiting now) {
    waiting = now;
  }
}
