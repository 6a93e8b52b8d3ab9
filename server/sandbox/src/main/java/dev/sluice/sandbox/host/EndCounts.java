package dev.sluice.sandbox.host;

import dev.sluice.spi.sandbox.EndReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the ends of instances. Thread-safe. */
final class EndCounts {
  private final Map<EndReason, LongAdder> counts = new ConcurrentHashMap<>();

  void add(EndReason reason) {
    counts.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  Map<EndReason, Long> toMap() {
    Map<EndReason, Long> all = new EnumMap<>(EndReason.class);
    counts.forEach((reason, count) -> all.put(reason, count.sum()));
    return all;
  }
}
