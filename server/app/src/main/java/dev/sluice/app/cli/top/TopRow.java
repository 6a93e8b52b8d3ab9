package dev.sluice.app.cli.top;

import dev.sluice.api.StatsInfo.Numbers;
import java.time.Duration;

/**
 * One function's line.
 *
 * @param perSecond invocations that ended
 * @param failedPerSecond those of them that failed
 * @param coldShare from 0 to 1
 * @param busy how many ran at once, on average
 * @param throttled calls that were turned away
 * @param waiting events that nobody waits for
 * @param deadLetters events that were given up
 */
record TopRow(
    String function,
    double perSecond,
    double failedPerSecond,
    double p50Ms,
    double p99Ms,
    double coldShare,
    double busy,
    long throttled,
    long waiting,
    long deadLetters) {

  static TopRow of(
      String function, Numbers numbers, Duration over, long waiting, long deadLetters) {
    double seconds = over.toMillis() / 1e3;
    return new TopRow(
        function,
        rounded(numbers.invocations() / seconds),
        rounded(numbers.failed() / seconds),
        numbers.p50Ms(),
        numbers.p99Ms(),
        numbers.coldShare(),
        numbers.concurrency(),
        numbers.throttled(),
        waiting,
        deadLetters);
  }

  private static double rounded(double number) {
    return Math.round(number * 1e3) / 1e3;
  }
}
