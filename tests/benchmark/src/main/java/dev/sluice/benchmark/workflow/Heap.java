package dev.sluice.benchmark.workflow;

/** The heap of this process. */
final class Heap {
  private Heap() {}

  /** Bytes that are in use after collections of garbage. */
  static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
