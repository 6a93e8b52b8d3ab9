package dev.sluice.studio.core.navigator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of the Navigator with others below it. Confined to the UI thread. */
public abstract non-sealed class Branch implements TreeNode {
  private final @Nullable Branch parent;
  private List<TreeNode> children = List.of();
  private boolean known;
  private boolean open;

  Branch(@Nullable Branch parent) {
    this.parent = parent;
  }

  @Override
  public final @Nullable Branch parent() {
    return parent;
  }

  /** What is shown below it, in order; empty before that is known. */
  public final List<TreeNode> children() {
    return children;
  }

  /** Whether it is known what there is below it. */
  public final boolean known() {
    return known;
  }

  /** How many lines there are below it: one before they are known, which says that. */
  public final int count() {
    return known ? children.size() : 1;
  }

  /** Whether the user has opened it. */
  public final boolean open() {
    return open;
  }

  final void open(boolean now) {
    open = now;
  }

  /** What is below it is not known any more. */
  final void forget() {
    children = List.of();
    known = false;
  }

  final void show(List<? extends TreeNode> now) {
    children = List.copyOf(now);
    known = true;
  }
}
