package dev.sluice.flow.jq;

/** Leaves what a label, or somebody who has seen enough, stands around. */
final class BreakException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Object label;

  BreakException(Object label) {
    super(null, null, false, false);
    this.label = label;
  }

  boolean leaves(Object here) {
    return label == here;
  }
}
