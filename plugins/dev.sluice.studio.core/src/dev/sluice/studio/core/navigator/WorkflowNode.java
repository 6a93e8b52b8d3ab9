package dev.sluice.studio.core.navigator;

import dev.sluice.api.WorkflowInfo;
import dev.sluice.studio.core.connection.LoadGate;

/** A workflow, above its aliases and versions. Confined to the UI thread. */
public final class WorkflowNode extends Branch {
  private final LoadGate gate = new LoadGate();
  private WorkflowInfo info;
  private long running;

  WorkflowNode(GroupNode parent, WorkflowInfo info) {
    super(parent);
    this.info = info;
  }

  /** Its newest version. */
  public WorkflowInfo info() {
    return info;
  }

  /** How many of its executions run. */
  public long running() {
    return running;
  }

  @Override
  public String key() {
    return info.name();
  }

  /** Through which the children are loaded. */
  LoadGate gate() {
    return gate;
  }

  void update(WorkflowInfo now) {
    info = now;
  }

  void running(long now) {
    running = now;
  }
}
