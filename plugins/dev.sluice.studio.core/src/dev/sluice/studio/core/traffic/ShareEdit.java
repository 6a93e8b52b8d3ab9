package dev.sluice.studio.core.traffic;

import org.jspecify.annotations.Nullable;

/**
 * Shares that are planned and not yet made so, and the way back from those that were. What somebody
 * else changes meanwhile is not overwritten: a plan and a way back hold for what they began with.
 * Not thread-safe.
 */
final class ShareEdit {
  private @Nullable Shares planned;
  private @Nullable Split base;
  private @Nullable Shares before;
  private @Nullable Split after;

  /** Forgets all. */
  void clear() {
    discard();
    before = null;
    after = null;
  }

  /** Gives up what is planned. */
  void discard() {
    planned = null;
    base = null;
  }

  /** Plans other shares for what is there now. */
  void plan(Shares wanted, Split now) {
    planned = wanted;
    base = base == null ? now : base;
  }

  /** What is planned; null for nothing. */
  @Nullable Shares planned() {
    return planned;
  }

  /** Whose shares are to be changed: as it was when the plan was begun. */
  Split base(Split now) {
    Split begun = base;
    // Its state may have changed, which takes nothing from what the plan was made for.
    return begun == null || now.saysTheSameAs(begun) ? now : begun;
  }

  /** What is planned was made so. */
  void applied(Shares was, Split now) {
    discard();
    before = was;
    after = now;
  }

  /** The shares before; null where there is no way back. */
  @Nullable Shares before() {
    return before;
  }

  /** What the server has now: the way back leads only from where the last change led. */
  void seen(@Nullable Split now) {
    Split mine = after;
    if (mine != null && (now == null || !now.saysTheSameAs(mine))) {
      before = null;
      after = null;
    }
  }
}
