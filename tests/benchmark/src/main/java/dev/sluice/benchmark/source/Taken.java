package dev.sluice.benchmark.source;

/** Counts messages from the first one on. Thread-safe. */
final class Taken {
  private final int wanted;
  private int count;
  private int first;
  private long began;
  private double perSecond = Double.NaN;

  /** Waits for so many. */
  Taken(int wanted) {
    this.wanted = wanted;
  }

  /** So many came together. */
  synchronized void came(int some) {
    count += some;
    if (began == 0) {
      // These were on their way before.
      first = some;
      began = System.nanoTime();
    } else if (count >= wanted) {
      perSecond = (count - first) / ((System.nanoTime() - began) / 1e9);
      notifyAll();
    }
  }

  synchronized boolean isOver() {
    return count >= wanted;
  }

  /** Waits for all of them; returns how many came in a second. */
  synchronized double perSecond() throws InterruptedException {
    while (!isOver()) {
      wait();
    }
    return perSecond;
  }
}
