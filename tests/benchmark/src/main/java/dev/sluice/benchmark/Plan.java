package dev.sluice.benchmark;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param warmUp load for each server, language and number of connections before the first window
 * @param rounds how often every window is repeated
 * @param window length of one window
 * @param coldStarts fresh versions of each language
 * @param logLines how many lines are searched
 * @param waiting how many executions of workflows wait
 * @param messages how many wait in a broker at a time
 * @param sourceRounds how often that is repeated
 * @param statsLength how much time there are numbers of
 */
record Plan(
    Duration warmUp,
    int rounds,
    Duration window,
    int coldStarts,
    int logLines,
    int waiting,
    int messages,
    int sourceRounds,
    Duration statsLength) {
  static final List<Integer> CONNECTIONS = List.of(1, 8, 64);

  /** How many functions are called at once for the first time. */
  static final int BURST = 100;

  /** Before each window, unmeasured: connections open and pools settle. */
  static final Duration RAMP = Duration.ofMillis(150);

  /** Searches of each kind. */
  static final int SEARCHES = 40;

  /** Some eighteen minutes. */
  static Plan full() {
    return new Plan(
        Duration.ofSeconds(6),
        5,
        Duration.ofMillis(1_200),
        50,
        1_000_000,
        100_000,
        10_000,
        3,
        Duration.ofDays(30));
  }

  /** Some six minutes; less of a warm-up would measure the compilers of the JVMs. */
  static Plan quick() {
    return new Plan(
        Duration.ofMillis(3_000),
        3,
        Duration.ofMillis(500),
        30,
        200_000,
        20_000,
        5_000,
        1,
        Duration.ofDays(3));
  }
}
