package dev.sluice.core.rollout;

/** What was counted of both versions since a step began. Immutable. */
public record Numbers(Side stable, Side canary) {
  /** Nothing yet. */
  public static final Numbers NONE = new Numbers(Side.NONE, Side.NONE);
}
