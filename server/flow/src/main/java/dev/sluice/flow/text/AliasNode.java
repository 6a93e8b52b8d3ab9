package dev.sluice.flow.text;

/** {@code *name}: another node once more. Immutable. */
public final class AliasNode implements Node {
  private final Span span;
  private final Node target;

  AliasNode(Span span, Node target) {
    this.span = span;
    this.target = target;
  }

  @Override
  public Span span() {
    return span;
  }

  @Override
  public int from() {
    return span.start();
  }

  @Override
  public Node target() {
    return target;
  }
}
