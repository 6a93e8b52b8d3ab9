package dev.sluice.core.queue;

import dev.sluice.core.function.AsyncPolicy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What all say of queues, one after the other. Thread-safe. */
final class AllRules implements QueueRules {
  private final List<QueueRules> all = new CopyOnWriteArrayList<>();

  void add(QueueRules rules) {
    all.add(rules);
  }

  @Override
  public AsyncPolicy policy(QueueName queue, AsyncPolicy ofFunction) {
    AsyncPolicy policy = ofFunction;
    for (QueueRules rules : all) {
      policy = rules.policy(queue, policy);
    }
    return policy;
  }

  @Override
  public @Nullable Integer concurrency(QueueName queue) {
    return all.stream()
        .map(rules -> rules.concurrency(queue))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  public @Nullable Gathering gathering(QueueName queue) {
    return all.stream()
        .map(rules -> rules.gathering(queue))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  public @Nullable Stream stream(QueueName queue) {
    return all.stream()
        .map(rules -> rules.stream(queue))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
