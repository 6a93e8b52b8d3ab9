package dev.sluice.app.http;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.CombinationCounts;
import dev.sluice.core.association.Association;
import dev.sluice.core.association.Association.Batch;
import dev.sluice.core.association.Association.Combine;
import dev.sluice.core.association.Association.Ordered;
import dev.sluice.core.association.Association.Retention;
import dev.sluice.core.association.Association.Rule;
import dev.sluice.core.association.Association.Target;
import dev.sluice.core.function.Qualifiers;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.queue.Backlog;
import dev.sluice.core.queue.combination.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Associations as the wire shows them. */
final class AssociationWire {
  private AssociationWire() {}

  static AssociationInfo association(
      Association is,
      Backlog backlog,
      @Nullable Integer blockedShards,
      Counts combinations,
      @Nullable Failure last,
      Instant now) {
    Rule rule = is.rule();
    Instant oldest = backlog.oldest();
    return new AssociationInfo(
        is.name(),
        is.namespace(),
        rule.sources(),
        rule.filter(),
        rule.targets().stream().map(AssociationWire::target).toList(),
        rule.orderBy(),
        rule.pauseAfter(),
        batch(rule.batch()),
        ordered(rule.ordered()),
        combine(rule.combine()),
        is.description(),
        InvocationWire.word(is.state()),
        is.reason(),
        backlog.waiting(),
        blockedShards,
        rule.combine() == null ? null : counts(combinations),
        backlog.dead(),
        oldest,
        oldest == null ? null : InvocationWire.millis(Duration.between(oldest, now)),
        InvocationWire.error(last),
        is.createdAt(),
        is.modifiedAt(),
        is.revision(),
        is.manifest());
  }

  private static AssociationSpec.@Nullable Batch batch(@Nullable Batch batch) {
    return batch == null
        ? null
        : new AssociationSpec.Batch(batch.size(), batch.windowMillis() / 1e3);
  }

  private static AssociationSpec.@Nullable Ordered ordered(@Nullable Ordered is) {
    if (is == null) {
      return null;
    }
    Retention kept = is.retention();
    Long millis = kept == null ? null : kept.millis();
    return new AssociationSpec.Ordered(
        is.by(),
        is.shards() == 0 ? null : (Integer) is.shards(),
        is.blocks() ? "block" : "park",
        kept == null
            ? null
            : new AssociationSpec.Retention(kept.count(), millis == null ? null : millis / 1e3));
  }

  private static AssociationSpec.@Nullable Combine combine(@Nullable Combine is) {
    return is == null
        ? null
        : new AssociationSpec.Combine(
            is.when(),
            is.parts().stream()
                .map(
                    part ->
                        new AssociationSpec.Part(
                            part.name(), part.source(), part.filter(), part.correlate()))
                .toList(),
            is.correlate(),
            is.windowMillis() / 1e3);
  }

  private static CombinationCounts counts(Counts is) {
    return new CombinationCounts(is.open(), is.completed(), is.expired(), is.dropped());
  }

  private static AssociationSpec.Target target(Target target) {
    if (target.weights().isEmpty()) {
      return new AssociationSpec.Target(
          target.function(),
          target.qualifier().equals(Qualifiers.LATEST) ? null : target.qualifier(),
          null,
          target.input());
    }
    Map<String, Double> weights = new TreeMap<>();
    target.weights().forEach((version, share) -> weights.put(version.toString(), share));
    return new AssociationSpec.Target(target.function(), null, weights, target.input());
  }
}
