package dev.sluice.core.association;

import dev.sluice.core.Digests;
import dev.sluice.core.queue.combination.Group;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Connects sources of events with functions.
 *
 * @param reason why the server paused it, or null
 * @param revision 1 and up
 * @param manifest that it came from, or null
 */
public record Association(
    String namespace,
    String name,
    String description,
    Rule rule,
    State state,
    @Nullable String reason,
    Instant createdAt,
    Instant modifiedAt,
    long revision,
    @Nullable String manifest) {

  /** What happens to events that it is asked about. */
  public enum State {
    ENABLED,
    /** They are kept, and run when it is resumed. */
    PAUSED,
    /** They pass by. */
    DISABLED
  }

  /**
   * Which events go where.
   *
   * @param sources none for all of the namespace
   * @param filter CloudEvents SQL, or null
   * @param orderBy an attribute, or null
   * @param pauseAfter dead letters in a row; 0 for never
   * @param batch how events are gathered for one run, or null where each has its own
   * @param ordered how events keep their order, or null
   * @param combine what events wait for others, or null where each stands for itself
   */
  public record Rule(
      List<String> sources,
      @Nullable String filter,
      List<Target> targets,
      @Nullable String orderBy,
      int pauseAfter,
      @Nullable Batch batch,
      @Nullable Ordered ordered,
      @Nullable Combine combine) {
    public Rule {
      sources = List.copyOf(sources);
      targets = List.copyOf(targets);
    }
  }

  /**
   * Targets get one event for several that belong together.
   *
   * @param when {@link #ALL}, {@link #ANY}, or names of parts with {@code and}, {@code or} and
   *     parentheses
   * @param correlate an attribute, or a JSON path, which begins with {@code $}, whose value the
   *     events have in common; null where nothing has to be
   * @param windowMillis how long a combination may take from its first event on
   */
  public record Combine(
      String when, List<Part> parts, @Nullable String correlate, long windowMillis) {
    /** Every part is needed. */
    public static final String ALL = "all";

    /** One part is enough. */
    public static final String ANY = "any";

    public Combine {
      parts = List.copyOf(parts);
    }

    /** Where the value is that an event has in common with others as this part; null: nowhere. */
    @Nullable String correlate(Part part) {
      return part.correlate() == null ? correlate : part.correlate();
    }
  }

  /**
   * One of the events that are combined.
   *
   * @param source the name of a source, or null for all
   * @param filter CloudEvents SQL, or null
   * @param correlate as the combination's, instead of it; or null
   */
  public record Part(
      String name, @Nullable String source, @Nullable String filter, @Nullable String correlate) {}

  /**
   * Events of a shard run in the order in which they were accepted, each after the end of the one
   * before is on disk.
   *
   * @param by {@link #BY_SOURCE} for a shard for each source, and partition of one; an attribute;
   *     or a JSON path, which begins with {@code $}
   * @param shards how many there are; of no use by source
   * @param blocks whether an event that fails for good stops its shard; else it becomes a dead
   *     letter, and the shard goes on
   * @param retention of those that were settled; null for none
   */
  public record Ordered(String by, int shards, boolean blocks, @Nullable Retention retention) {
    /** Each source has its own order. */
    public static final String BY_SOURCE = "source";

    /** Whether an event has the same shard in both. */
    boolean placesAs(Ordered other) {
      return by.equals(other.by) && shards == other.shards;
    }
  }

  /**
   * How long events are kept for replays.
   *
   * @param count most of one target
   * @param millis since they were accepted; null for as long as the count allows
   */
  public record Retention(int count, @Nullable Long millis) {}

  /**
   * Events that a target gets at once.
   *
   * @param size most of them
   * @param windowMillis how long the first one waits for others
   */
  public record Batch(int size, long windowMillis) {}

  /**
   * What runs for an event.
   *
   * @param qualifier {@code latest}, a version's number or an alias; of no use where there are
   *     weights
   * @param weights of versions; none for the qualifier
   * @param input jq that makes the function's input of the event, or null for the event itself
   */
  public record Target(
      String function,
      String qualifier,
      SortedMap<Integer, Double> weights,
      @Nullable String input) {
    public Target {
      weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }
  }

  /**
   * Whose combinations go together: those of this association, as long as it says the same of them;
   * null where it combines nothing.
   */
  public @Nullable Group group() {
    Combine combine = rule.combine();
    if (combine == null) {
      return null;
    }
    StringBuilder said = new StringBuilder();
    said.append(createdAt.toEpochMilli()).append('\n').append(combine.when()).append('\n');
    said.append(combine.correlate()).append('\n').append(combine.windowMillis());
    for (Part part : combine.parts()) {
      said.append('\n').append(part.name()).append('\n').append(part.source()).append('\n');
      said.append(part.filter()).append('\n').append(part.correlate());
    }
    byte[] text = said.toString().getBytes(StandardCharsets.UTF_8);
    return new Group(namespace, name, Digests.sha256(text));
  }

  Association next(Rule other, String words, @Nullable String from, Instant now) {
    return new Association(
        namespace, name, words, other, state, reason, createdAt, now, revision + 1, from);
  }

  Association in(State other, @Nullable String why, Instant now) {
    return new Association(
        namespace, name, description, rule, other, why, createdAt, now, revision + 1, manifest);
  }
}
