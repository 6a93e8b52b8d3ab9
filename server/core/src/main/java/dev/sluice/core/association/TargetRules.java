package dev.sluice.core.association;

import dev.sluice.core.association.Association.Batch;
import dev.sluice.core.association.Association.Ordered;
import dev.sluice.core.association.Association.Rule;
import dev.sluice.core.association.Association.Target;
import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueueRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How events of targets run, by what their associations say when they do. Thread-safe. */
final class TargetRules implements QueueRules {
  /** An event that got too old while its shard waited would be missing in the order. */
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final AssociationStore store;
  private final ConcurrentHashMap<String, Map<QueueName, Said>> known = new ConcurrentHashMap<>();

  TargetRules(AssociationStore store) {
    this.store = store;
  }

  private record Said(@Nullable Gathering gathering, @Nullable Stream stream) {
    static final Said NOTHING = new Said(null, null);
  }

  /** Associations of the namespace have changed. */
  void changed(String namespace) {
    known.remove(namespace);
  }

  @Override
  public AsyncPolicy policy(QueueName queue, AsyncPolicy ofFunction) {
    return queue.shard() == null
        ? ofFunction
        : new AsyncPolicy(
            ofFunction.semantics(),
            ofFunction.maxAttempts(),
            ofFunction.retryDelay(),
            FOREVER,
            ofFunction.concurrency(),
            ofFunction.ratePerSecond(),
            ofFunction.deduplication(),
            ofFunction.onSuccess(),
            ofFunction.onFailure());
  }

  @Override
  public @Nullable Gathering gathering(QueueName queue) {
    return said(queue).gathering();
  }

  @Override
  public @Nullable Stream stream(QueueName queue) {
    if (queue.shard() == null) {
      return null;
    }
    Stream stream = said(queue).stream();
    return stream == null ? Stream.USUAL : stream;
  }

  private Said said(QueueName queue) {
    return queue.association().isEmpty() || queue.job() != null
        ? Said.NOTHING
        : known
            .computeIfAbsent(queue.namespace(), this::load)
            .getOrDefault(queue.whole(), Said.NOTHING);
  }

  private Map<QueueName, Said> load(String namespace) {
    Map<QueueName, Said> all = new HashMap<>();
    for (Association association : store.list(namespace)) {
      Said said = said(association.rule());
      for (Target target : association.rule().targets()) {
        all.put(AssociationService.queueName(association, target), said);
      }
    }
    return all;
  }

  private static Said said(Rule rule) {
    Batch batch = rule.batch();
    Ordered ordered = rule.ordered();
    return new Said(
        batch == null ? null : new Gathering(batch.size(), Duration.ofMillis(batch.windowMillis())),
        ordered == null ? null : new Stream(ordered.blocks(), ordered.retention() != null));
  }
}
