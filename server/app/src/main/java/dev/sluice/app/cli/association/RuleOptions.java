package dev.sluice.app.cli.association;

import dev.sluice.api.AssociationSpec.Batch;
import dev.sluice.api.AssociationSpec.Ordered;
import dev.sluice.api.AssociationSpec.Retention;
import dev.sluice.api.AssociationSpec.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which events go where. */
final class RuleOptions {
  @Option(
      names = "--target",
      paramLabel = "FUNCTION[:QUALIFIER]",
      description = {
        "A function that gets the events; can be repeated.",
        "NAME:1=0.9,2=0.1 shares them out over versions."
      })
  List<String> targets = new ArrayList<>();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Only events of this source; can be repeated. All when left out.")
  List<String> sources = new ArrayList<>();

  @Option(
      names = "--filter",
      paramLabel = "CESQL",
      description = "Only events for which this CloudEvents SQL is true.")
  @Nullable String filter;

  @Option(
      names = "--input",
      paramLabel = "JQ",
      description = "What the targets get instead of the event: jq over its JSON.")
  @Nullable String input;

  @Option(
      names = "--order-by",
      paramLabel = "ATTRIBUTE",
      description = "Run events of one value one after the other, like subject.")
  @Nullable String orderBy;

  @Option(
      names = "--pause-after",
      paramLabel = "COUNT",
      description = "Pause after so many dead letters in a row (25); 0 for never.")
  @Nullable Integer pauseAfter;

  @Option(
      names = "--batch",
      paramLabel = "COUNT",
      description = "Give targets arrays of so many events at most; 0 for one by one.")
  @Nullable Integer batch;

  @Option(
      names = "--batch-window",
      paramLabel = "SECONDS",
      description = "How long the first event of a batch waits for others (1).")
  @Nullable Double batchWindow;

  @Option(
      names = "--ordered",
      paramLabel = "BY",
      description = {
        "Run events in the order of acceptance: by source, by an",
        "attribute like subject, or by a path like $.data.order.",
        "Events of one value have the same shard; '' for no order."
      })
  @Nullable String ordered;

  @Option(
      names = "--shards",
      paramLabel = "COUNT",
      description = "How many shards run beside each other (16).")
  @Nullable Integer shards;

  @Option(
      names = "--on-poison",
      paramLabel = "park|block",
      description = {
        "What becomes of an event that fails for good: a dead",
        "letter (park), or it stops its shard (block)."
      })
  @Nullable String onPoison;

  @Option(
      names = "--keep",
      paramLabel = "COUNT",
      description = "Keep so many ordered events for replays; 0 for none.")
  @Nullable Integer keep;

  @Option(
      names = "--keep-for",
      paramLabel = "SECONDS",
      description = "Keep ordered events so long at most.")
  @Nullable Double keepFor;

  @Mixin CombineOptions combines = new CombineOptions();

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  @Nullable String description;

  boolean given() {
    return Stream.of(filter, input, orderBy, pauseAfter, batch, batchWindow, description)
            .anyMatch(Objects::nonNull)
        || saysOrder()
        || combines.given()
        || !targets.isEmpty()
        || !sources.isEmpty();
  }

  /**
   * The targets.
   *
   * @throws IllegalArgumentException with what would be right
   */
  List<Target> targets() {
    return withInput(targets.stream().map(RuleOptions::target).toList());
  }

  /**
   * These with what {@code --input} says, if anything; nothing in it gives them the event again.
   */
  List<Target> withInput(List<Target> some) {
    String said = input;
    return said == null
        ? some
        : some.stream()
            .map(one -> new Target(one.function(), one.qualifier(), one.weights(), said))
            .toList();
  }

  /** The batch; what is not said is as before. */
  @Nullable Batch batch(@Nullable Batch before) {
    if (batch == null && batchWindow == null) {
      return before;
    }
    if (batch != null && batch == 0) {
      return null;
    }
    return new Batch(
        batch == null && before != null ? before.size() : batch,
        batchWindow == null && before != null ? before.windowSeconds() : batchWindow);
  }

  private boolean saysOrder() {
    return Stream.of(ordered, shards, onPoison, keep, keepFor).anyMatch(Objects::nonNull);
  }

  /** How events keep their order; what is not said is as before. */
  @Nullable Ordered ordered(@Nullable Ordered before) {
    String by = ordered;
    if (!saysOrder()) {
      return before;
    }
    if (by != null && by.isEmpty()) {
      return null;
    }
    Ordered old = before == null ? new Ordered(null, null, null, null) : before;
    boolean sameBy = by == null || by.equals(old.by());
    return new Ordered(
        by == null ? old.by() : by,
        shards == null && sameBy ? old.shards() : shards,
        onPoison == null ? old.onPoison() : onPoison,
        retention(old.retention()));
  }

  private @Nullable Retention retention(@Nullable Retention before) {
    if (keep == null && keepFor == null) {
      return before;
    }
    if (keep != null && keep == 0) {
      return null;
    }
    return new Retention(
        keep == null && before != null ? before.count() : keep,
        keepFor == null && before != null ? before.seconds() : keepFor);
  }

  private static Target target(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new Target(text, null, null);
    }
    String name = text.substring(0, colon);
    String rest = text.substring(colon + 1);
    return rest.contains("=")
        ? new Target(name, null, weights(rest))
        : new Target(name, rest, null);
  }

  private static Map<String, Double> weights(String text) {
    Map<String, Double> weights = new TreeMap<>();
    for (String share : text.split(",", -1)) {
      String[] parts = share.split("=", 2);
      try {
        weights.put(parts[0], Double.valueOf(parts.length == 2 ? parts[1] : ""));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "'" + text + "' does not share events out; give it like 1=0.9,2=0.1", e);
      }
    }
    return weights;
  }

  /** A target as people write it. */
  static String words(Target target) {
    Map<String, Double> weights = target.weights();
    if (weights != null) {
      StringBuilder text = new StringBuilder();
      weights.forEach(
          (version, share) ->
              text.append(text.isEmpty() ? "" : ",").append(version).append('=').append(share));
      return target.function() + ":" + text;
    }
    return target.qualifier() == null
        ? String.valueOf(target.function())
        : target.function() + ":" + target.qualifier();
  }
}
