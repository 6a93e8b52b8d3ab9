package dev.sluice.app.metrics;

import dev.sluice.core.FunctionName;
import dev.sluice.core.invocation.InvocationRecord;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * What functions count by {@code context.metrics}. Numbers of a function begin again at 0 when it
 * changes, as its names do, so that no function has many. Thread-safe.
 */
public final class FunctionCounters {
  private final Map<FunctionName, Map<String, LongAdder>> counts = new ConcurrentHashMap<>();

  /** Adds what an invocation counted. */
  void add(InvocationRecord ended) {
    if (!ended.counts().isEmpty()) {
      Map<String, LongAdder> of =
          counts.computeIfAbsent(
              new FunctionName(ended.namespace(), ended.function()),
              key -> new ConcurrentHashMap<>());
      ended
          .counts()
          .forEach((name, by) -> of.computeIfAbsent(name, key -> new LongAdder()).add(by));
    }
  }

  /** The function has changed or gone. */
  public void forget(String namespace, String function) {
    counts.remove(new FunctionName(namespace, function));
  }

  /** Those of some namespaces as they are now. */
  CounterSnapshot snapshot(Predicate<String> namespaces) {
    CounterSnapshot.Builder all =
        CounterSnapshot.builder()
            .name("sluice_function_counter")
            .help("What functions counted, by the names that they gave.");
    counts.forEach(
        (function, names) -> {
          if (namespaces.test(function.namespace())) {
            names.forEach((name, sum) -> all.dataPoint(point(function, name, sum.doubleValue())));
          }
        });
    return all.build();
  }

  private static CounterDataPointSnapshot point(FunctionName of, String name, double sum) {
    return CounterDataPointSnapshot.builder()
        .labels(Labels.of("namespace", of.namespace(), "function", of.name(), "counter", name))
        .value(sum)
        .build();
  }
}
