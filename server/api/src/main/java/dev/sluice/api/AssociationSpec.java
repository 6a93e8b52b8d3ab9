package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An association as a caller asks for it: the body of create (POST) and replace (PUT). A null field
 * takes its default.
 *
 * @param name required on POST and, where given, must equal the path's name on PUT
 * @param sources names of event sources whose events are wanted; {@code events} are those of {@code
 *     POST /v1/events}; none (default) for all of the namespace
 * @param filter CloudEvents SQL; null (default) for every event
 * @param targets one and up; each gets every event that the filter lets through
 * @param orderBy an attribute; events with the same value of it run one after the other; null
 *     (default) for no order
 * @param pauseAfter pauses the association after so many dead letters in a row, 1 and up; 0 for
 *     never; default 25
 * @param batch how many events a target gets at once, as an array; null (default) for one by one
 * @param ordered how events keep their order; null (default) for none
 * @param combine what events wait for others; null (default) where each stands for itself
 * @param description free text
 * @param manifest whose definition it is, or null: applying that manifest may change or delete it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssociationSpec(
    @Nullable String name,
    @Nullable List<String> sources,
    @Nullable String filter,
    @Nullable List<Target> targets,
    @Nullable String orderBy,
    @Nullable Integer pauseAfter,
    @Nullable Batch batch,
    @Nullable Ordered ordered,
    @Nullable Combine combine,
    @Nullable String description,
    @Nullable String manifest) {

  /**
   * Events that a target gets at once.
   *
   * @param size most of them, 1 to 500, default 100
   * @param windowSeconds how long the first one waits for others, 0 to 300, default 1
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Batch(@Nullable Integer size, @Nullable Double windowSeconds) {}

  /**
   * Events of a shard run in the order in which they were accepted, a run after the end of the one
   * before is on disk. Events of one key have the same shard.
   *
   * @param by {@code source} for a shard for each source, and partition of one; an attribute, like
   *     {@code subject}; or a JSON path in the event, like {@code $.data.order}
   * @param shards 1 to 64, default 16; null by source
   * @param onPoison what becomes of an event that fails for good: {@code park} (default) makes it a
   *     dead letter, {@code block} stops its shard
   * @param retention how long events are kept for replays once they were settled; null (default)
   *     for not at all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Ordered(
      @Nullable String by,
      @Nullable Integer shards,
      @Nullable String onPoison,
      @Nullable Retention retention) {}

  /**
   * How long events are kept for replays.
   *
   * @param count most of one target, 1 to 100,000, default 10,000
   * @param seconds since they were accepted, 1 and up; null (default) for no limit
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Retention(@Nullable Integer count, @Nullable Double seconds) {}

  /**
   * Targets get one event for several that belong together.
   *
   * @param when what is needed: {@code all} parts (default), {@code any} of them, or names of parts
   *     with {@code and}, {@code or} and parentheses
   * @param parts 2 to 10
   * @param correlate what the events of a combination have in common: an attribute, like {@code
   *     subject}, or a JSON path in the event, like {@code $.data.order}; null (default) for
   *     nothing
   * @param windowSeconds how long a combination may take from its first event on, 1 to 604,800,
   *     default 3,600
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Combine(
      @Nullable String when,
      @Nullable List<Part> parts,
      @Nullable String correlate,
      @Nullable Double windowSeconds) {}

  /**
   * One of the events that are combined.
   *
   * @param name what it is called in the combination
   * @param source the name of the source that it comes from; null (default) for any
   * @param filter CloudEvents SQL; null (default) for every event
   * @param correlate where this event has what it has in common with the others, where that is
   *     elsewhere; or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Part(
      @Nullable String name,
      @Nullable String source,
      @Nullable String filter,
      @Nullable String correlate) {}

  /** One whose events are not combined. */
  public AssociationSpec(
      @Nullable String name,
      @Nullable List<String> sources,
      @Nullable String filter,
      @Nullable List<Target> targets,
      @Nullable String orderBy,
      @Nullable Integer pauseAfter,
      @Nullable Batch batch,
      @Nullable Ordered ordered,
      @Nullable String description,
      @Nullable String manifest) {
    this(
        name,
        sources,
        filter,
        targets,
        orderBy,
        pauseAfter,
        batch,
        ordered,
        null,
        description,
        manifest);
  }

  /** One whose events have no order. */
  public AssociationSpec(
      @Nullable String name,
      @Nullable List<String> sources,
      @Nullable String filter,
      @Nullable List<Target> targets,
      @Nullable String orderBy,
      @Nullable Integer pauseAfter,
      @Nullable Batch batch,
      @Nullable String description,
      @Nullable String manifest) {
    this(name, sources, filter, targets, orderBy, pauseAfter, batch, null, description, manifest);
  }

  /** One whose events run one by one. */
  public AssociationSpec(
      @Nullable String name,
      @Nullable List<String> sources,
      @Nullable String filter,
      @Nullable List<Target> targets,
      @Nullable String orderBy,
      @Nullable Integer pauseAfter,
      @Nullable String description,
      @Nullable String manifest) {
    this(name, sources, filter, targets, orderBy, pauseAfter, null, description, manifest);
  }

  /** One that no manifest owns. */
  public AssociationSpec(
      @Nullable String name,
      @Nullable List<String> sources,
      @Nullable String filter,
      @Nullable List<Target> targets,
      @Nullable String orderBy,
      @Nullable Integer pauseAfter,
      @Nullable String description) {
    this(name, sources, filter, targets, orderBy, pauseAfter, null, description, null);
  }

  /**
   * What runs for an event.
   *
   * @param function a function of the namespace
   * @param qualifier {@code latest} (default), a version's number or an alias
   * @param weights version number to share of the events, instead of a qualifier; or null
   * @param input jq; the function gets its value for the event in JSON, instead of the event; or
   *     null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Target(
      @Nullable String function,
      @Nullable String qualifier,
      @Nullable Map<String, Double> weights,
      @Nullable String input) {

    /** One that gets the event. */
    public Target(
        @Nullable String function,
        @Nullable String qualifier,
        @Nullable Map<String, Double> weights) {
      this(function, qualifier, weights, null);
    }
  }
}
