package dev.sluice.app.cli.top;

import dev.sluice.api.InstanceInfo;
import dev.sluice.api.QueueInfo;
import dev.sluice.api.StatsInfo.Numbers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One function's line.
 *
 * @param perSecond invocations that ended
 * @param failedPerSecond those of them that failed
 * @param coldShare from 0 to 1
 * @param busy how many ran at once, on average
 * @param instances that there are
 * @param memoryBytes what they hold together
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
    int instances,
    long memoryBytes,
    long throttled,
    long waiting,
    long deadLetters) {
  /** Of a function that did not run. */
  static final Numbers IDLE =
      new Numbers(0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());

  static TopRow of(
      String function,
      Numbers numbers,
      Duration over,
      List<InstanceInfo> instances,
      List<QueueInfo> queues) {
    double seconds = over.toMillis() / 1e3;
    return new TopRow(
        function,
        rounded(numbers.invocations() / seconds),
        rounded(numbers.failed() / seconds),
        numbers.p50Ms(),
        numbers.p99Ms(),
        numbers.coldShare(),
        numbers.concurrency(),
        instances.size(),
        instances.stream()
            .map(InstanceInfo::memoryBytes)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .sum(),
        numbers.throttled(),
        queues.stream().mapToLong(QueueInfo::waiting).sum(),
        queues.stream().mapToLong(QueueInfo::deadLetters).sum());
  }

  private static double rounded(double number) {
    return Math.round(number * 1e3) / 1e3;
  }
}
