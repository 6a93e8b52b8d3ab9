package dev.sluice.flow.text;

/** How large a document may be, so that no file takes the memory or the time of others. */
public final class Limits {
  /** Bytes of a file. */
  public static final int BYTES = 10_000_000;

  /** Maps and lists inside each other. */
  public static final int DEPTH = 500;

  /** Nodes that aliases repeat, all in all. */
  public static final int REPEATED_NODES = 100_000;

  private Limits() {}
}
