package dev.sluice.core.stats;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Which groups come first, and how many of them are told.
 *
 * @param limit at least 1
 */
public record Top(Order order, int limit) {
  /** All, in order of their names. */
  public static final Top ALL = new Top(Order.NAME, Integer.MAX_VALUE);

  /** By what: names upwards, numbers downwards. */
  public enum Order {
    NAME,
    INVOCATIONS,
    FAILED,
    THROTTLED,
    P99,
    CONCURRENCY,
    CPU,
    MEMORY,
    BACKLOG;

    private Comparator<StatsSeries> comparator() {
      return switch (this) {
        case NAME -> Comparator.comparing(StatsSeries::name);
        case INVOCATIONS -> most(Tally::invocations);
        case FAILED -> most(Tally::failed);
        case THROTTLED -> most(Tally::throttled);
        case P99 -> most(tally -> tally.durations().percentile(0.99));
        case CONCURRENCY -> most(tally -> tally.busy().toNanos());
        case CPU -> most(tally -> tally.processor().toNanos());
        case MEMORY -> most(Tally::peakMemoryBytes);
        case BACKLOG -> most(tally -> tally.sample().backlog());
      };
    }

    private static Comparator<StatsSeries> most(ToDoubleFunction<Tally> number) {
      return Comparator.comparingDouble((StatsSeries one) -> number.applyAsDouble(one.total()))
          .reversed()
          .thenComparing(StatsSeries::name);
    }
  }

  List<StatsSeries> of(List<StatsSeries> groups) {
    return groups.stream().sorted(order.comparator()).limit(limit).toList();
  }
}
