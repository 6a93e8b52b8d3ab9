package dev.sluice.core.queue.combination;

/** What became of combinations. */
public record Counts(long opened, long completed, long expired, long dropped) {
  /** There were none. */
  public static final Counts NONE = new Counts(0, 0, 0, 0);

  /** Those that have not ended. */
  public long open() {
    return opened - completed - expired - dropped;
  }

  /** Both together. */
  public Counts plus(Counts other) {
    return new Counts(
        opened + other.opened,
        completed + other.completed,
        expired + other.expired,
        dropped + other.dropped);
  }

  /** With one more. */
  public Counts withOpened() {
    return new Counts(opened + 1, completed, expired, dropped);
  }

  /** With one more that has ended. */
  public Counts with(Ending ending) {
    return switch (ending) {
      case COMPLETED -> new Counts(opened, completed + 1, expired, dropped);
      case EXPIRED -> new Counts(opened, completed, expired + 1, dropped);
      case DROPPED -> new Counts(opened, completed, expired, dropped + 1);
    };
  }
}
