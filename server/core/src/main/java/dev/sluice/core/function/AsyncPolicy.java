package dev.sluice.core.function;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How events of a version are run that nobody waits for.
 *
 * @param maxAttempts how often an event is tried in all, 1 and up
 * @param retryDelay before the second attempt; each further pause is twice as long
 * @param maxAge how old an event may be when an attempt begins
 * @param concurrency most that run at once; null for the server's
 * @param ratePerSecond most attempts that begin in a second; null for no limit
 * @param deduplication how long an event's source and id are remembered
 * @param onSuccess where an event about each success goes; null for nowhere
 * @param onFailure where an event about each dead letter goes; null for nowhere
 */
public record AsyncPolicy(
    Semantics semantics,
    int maxAttempts,
    Duration retryDelay,
    Duration maxAge,
    @Nullable Integer concurrency,
    @Nullable Double ratePerSecond,
    Duration deduplication,
    @Nullable Destination onSuccess,
    @Nullable Destination onFailure) {

  /** What holds where nothing is said. */
  public static final AsyncPolicy USUAL =
      new AsyncPolicy(
          Semantics.AT_LEAST_ONCE,
          3,
          Duration.ofSeconds(1),
          Duration.ofHours(6),
          null,
          null,
          Duration.ofHours(1),
          null,
          null);

  /** What is promised when a server ends at any moment. */
  public enum Semantics {
    /** An event is run again where its end is not known. */
    AT_LEAST_ONCE,
    /** An event is claimed on the disk before it runs, and never runs again. */
    AT_MOST_ONCE,
    /** As at least once, but an event that was accepted before is dropped. */
    EFFECTIVELY_ONCE
  }

  /**
   * Where events about ends go, in the same namespace.
   *
   * @param target a function, or as {@link #toSink} and {@link #toWorkflow} write it
   * @param qualifier of a function: {@code latest}, a version's number or an alias
   */
  public record Destination(String target, String qualifier) {
    /** No name has a colon. */
    private static final String SINK = "sink:";

    private static final String WORKFLOW = "workflow:";

    static Destination toSink(String name) {
      return new Destination(SINK + name, "");
    }

    static Destination toWorkflow(String name) {
      return new Destination(WORKFLOW + name, "");
    }

    /** The sink that a target is, or null. */
    public static @Nullable String sink(String target) {
      return target.startsWith(SINK) ? target.substring(SINK.length()) : null;
    }

    /** The workflow that a target is, or null. */
    public static @Nullable String workflow(String target) {
      return target.startsWith(WORKFLOW) ? target.substring(WORKFLOW.length()) : null;
    }
  }
}
