package dev.sluice.studio.core.functions;

import dev.sluice.api.FunctionInfo;
import dev.sluice.studio.core.connection.LoadGate;
import java.util.List;

/**
 * A function in the tree. The same function keeps its node while it exists, so that a viewer keeps
 * selection and expansion. Confined to the UI thread.
 */
public final class FunctionNode implements TreeNode {
  private final LoadGate gate = new LoadGate();
  private FunctionInfo info;
  private List<TreeNode> children = List.of();
  private boolean childrenKnown;

  FunctionNode(FunctionInfo info) {
    this.info = info;
  }

  /** What is known of the function now. */
  public FunctionInfo info() {
    return info;
  }

  @Override
  public String functionName() {
    return info.name();
  }

  /** Whether it can be invoked. */
  public boolean enabled() {
    return !"disabled".equals(info.state());
  }

  /** Aliases in order of their names, then versions, newest first; empty before they are loaded. */
  public List<TreeNode> children() {
    return children;
  }

  /** Whether the children have been loaded. */
  public boolean childrenKnown() {
    return childrenKnown;
  }

  /** Through which the children are loaded. */
  LoadGate gate() {
    return gate;
  }

  void update(FunctionInfo now) {
    info = now;
  }

  void show(List<TreeNode> now) {
    children = List.copyOf(now);
    childrenKnown = true;
  }
}
