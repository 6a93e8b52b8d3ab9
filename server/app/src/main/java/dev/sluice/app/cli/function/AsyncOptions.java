package dev.sluice.app.cli.function;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.AsyncSpec.Destination;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about events that nobody waits for. */
final class AsyncOptions {
  private static final String NOWHERE = "none";

  @Option(
      names = "--semantics",
      paramLabel = "WORD",
      description = "at-least-once (when new), at-most-once or effectively-once.")
  @Nullable String semantics;

  @Option(
      names = "--max-attempts",
      paramLabel = "COUNT",
      description = "How often an asynchronous event is tried (3 when new).")
  @Nullable Integer maxAttempts;

  @Option(
      names = "--retry-delay",
      paramLabel = "SECONDS",
      description = "Pause before the second attempt; doubles each time (1 when new).")
  @Nullable Double retryDelay;

  @Option(
      names = "--max-age",
      paramLabel = "SECONDS",
      description = "How old an event may be when it is tried (21600 when new).")
  @Nullable Double maxAge;

  @Option(
      names = "--async-concurrency",
      paramLabel = "COUNT",
      description = "Most asynchronous events at once; the server's limit when new.")
  @Nullable Integer concurrency;

  @Option(
      names = "--async-rate",
      paramLabel = "NUMBER",
      description = "Most attempts that begin in a second; no limit when new.")
  @Nullable Double rate;

  @Option(
      names = "--deduplication",
      paramLabel = "SECONDS",
      description = "How long effectively-once remembers an event (3600 when new).")
  @Nullable Double deduplication;

  @Option(
      names = "--on-success",
      paramLabel = "TARGET",
      description = {
        "Who hears of each success: a function NAME[:QUALIFIER],",
        "sink:NAME, workflow:NAME, or none."
      })
  @Nullable String onSuccess;

  @Option(
      names = "--on-failure",
      paramLabel = "TARGET",
      description = "Who hears of each dead letter; as --on-success.")
  @Nullable String onFailure;

  boolean given() {
    return Stream.of(
            semantics,
            maxAttempts,
            retryDelay,
            maxAge,
            concurrency,
            rate,
            deduplication,
            onSuccess,
            onFailure)
        .anyMatch(Objects::nonNull);
  }

  /** What is asked for where this is there already; null for no change. */
  @Nullable AsyncSpec over(AsyncSpec base) {
    if (!given()) {
      return null;
    }
    boolean otherSemantics = semantics != null && maxAttempts == null;
    return new AsyncSpec(
        semantics == null ? base.semantics() : semantics,
        maxAttempts == null
            // One attempt belongs to at-most-once.
            ? (otherSemantics && "at-most-once".equals(semantics) ? null : base.maxAttempts())
            : maxAttempts,
        retryDelay == null ? base.retryDelaySeconds() : retryDelay,
        maxAge == null ? base.maxAgeSeconds() : maxAge,
        concurrency == null ? base.concurrency() : concurrency,
        rate == null ? base.ratePerSecond() : rate,
        deduplication == null ? base.deduplicationSeconds() : deduplication,
        destination(onSuccess, base.onSuccess()),
        destination(onFailure, base.onFailure()));
  }

  private static @Nullable Destination destination(
      @Nullable String given, @Nullable Destination before) {
    if (given == null) {
      return before;
    }
    if (given.equals(NOWHERE)) {
      return null;
    }
    int colon = given.indexOf(':');
    if (colon < 0) {
      return new Destination(given, null);
    }
    String rest = given.substring(colon + 1);
    return switch (given.substring(0, colon)) {
      case "sink" -> new Destination(null, null, rest, null);
      case "workflow" -> new Destination(null, null, null, rest);
      default -> new Destination(given.substring(0, colon), rest);
    };
  }

  /** As people read it; empty where all is usual. */
  static String words(AsyncSpec async) {
    Words words = new Words();
    words.add("", async.semantics(), "");
    words.add("at most ", async.maxAttempts(), " attempts");
    words.add("retried after ", async.retryDelaySeconds(), " s");
    words.add("no older than ", async.maxAgeSeconds(), " s");
    words.add("", async.concurrency(), " at once");
    words.add("", async.ratePerSecond(), " a second");
    words.add("remembered for ", async.deduplicationSeconds(), " s");
    words.add("success to ", words(async.onSuccess()), "");
    words.add("failure to ", words(async.onFailure()), "");
    return words.text.toString();
  }

  private static @Nullable String words(@Nullable Destination to) {
    if (to == null) {
      return null;
    }
    if (to.sink() != null || to.workflow() != null) {
      return to.sink() != null ? "sink:" + to.sink() : "workflow:" + to.workflow();
    }
    return to.qualifier() == null ? to.function() : to.function() + ":" + to.qualifier();
  }

  private static final class Words {
    private final StringBuilder text = new StringBuilder();

    private void add(String before, @Nullable Object value, String after) {
      if (value != null) {
        text.append(text.isEmpty() ? "" : ", ").append(before).append(value).append(after);
      }
    }
  }
}
