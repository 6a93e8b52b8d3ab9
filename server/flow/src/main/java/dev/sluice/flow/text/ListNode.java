package dev.sluice.flow.text;

import java.util.List;

/** Items one after the other. Immutable. */
public final class ListNode implements Node {
  private final Span span;
  private final int from;
  private final boolean flow;
  private final List<Node> items;

  ListNode(Span span, int from, boolean flow, List<Node> items) {
    this.span = span;
    this.from = from;
    this.flow = flow;
    this.items = List.copyOf(items);
  }

  @Override
  public Span span() {
    return span;
  }

  @Override
  public int from() {
    return from;
  }

  /** Whether it is in brackets. */
  public boolean flow() {
    return flow;
  }

  /** In the order of the text; {@link Node#target} is what each means. */
  public List<Node> items() {
    return items;
  }
}
