package dev.sluice.core.function;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.function.AsyncPolicy.Destination;
import dev.sluice.core.function.AsyncPolicy.Semantics;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Policies for events that nobody waits for: what is allowed, and what the wire shows. */
public final class AsyncPolicies {
  private static final int MOST_ATTEMPTS = 100;
  private static final double MOST_DELAY = 3_600;
  private static final double MOST_AGE = 14 * 86_400;
  private static final int MOST_CONCURRENCY = 1_000;
  private static final double MOST_RATE = 10_000;

  private AsyncPolicies() {}

  /** The policy that is asked for; null asks for the defaults. */
  static AsyncPolicy of(@Nullable AsyncSpec spec) {
    if (spec == null) {
      return AsyncPolicy.USUAL;
    }
    AsyncPolicy usual = AsyncPolicy.USUAL;
    Semantics semantics = semantics(spec.semantics());
    return new AsyncPolicy(
        semantics,
        attempts(semantics, spec.maxAttempts()),
        seconds("retryDelaySeconds", spec.retryDelaySeconds(), 0, MOST_DELAY, usual.retryDelay()),
        seconds("maxAgeSeconds", spec.maxAgeSeconds(), 1, MOST_AGE, usual.maxAge()),
        concurrency(spec.concurrency()),
        rate(spec.ratePerSecond()),
        seconds(
            "deduplicationSeconds",
            spec.deduplicationSeconds(),
            1,
            MOST_AGE,
            usual.deduplication()),
        destination("onSuccess", spec.onSuccess()),
        destination("onFailure", spec.onFailure()));
  }

  /** What asks for this policy; null stands for every field that has its default. */
  public static AsyncSpec spec(AsyncPolicy policy) {
    AsyncPolicy usual = AsyncPolicy.USUAL;
    boolean once = policy.semantics() == Semantics.AT_MOST_ONCE;
    return new AsyncSpec(
        policy.semantics() == usual.semantics() ? null : word(policy.semantics()),
        once || policy.maxAttempts() == usual.maxAttempts() ? null : policy.maxAttempts(),
        unless(usual.retryDelay(), policy.retryDelay()),
        unless(usual.maxAge(), policy.maxAge()),
        policy.concurrency(),
        policy.ratePerSecond(),
        unless(usual.deduplication(), policy.deduplication()),
        spec(policy.onSuccess()),
        spec(policy.onFailure()));
  }

  private static AsyncSpec.@Nullable Destination spec(@Nullable Destination destination) {
    if (destination == null) {
      return null;
    }
    String sink = Destination.sink(destination.target());
    String workflow = Destination.workflow(destination.target());
    if (sink != null || workflow != null) {
      return new AsyncSpec.Destination(null, null, sink, workflow);
    }
    return new AsyncSpec.Destination(
        destination.target(),
        destination.qualifier().equals(Qualifiers.LATEST) ? null : destination.qualifier());
  }

  private static @Nullable Double unless(Duration usual, Duration given) {
    return given.equals(usual) ? null : given.toNanos() / 1e9;
  }

  private static Semantics semantics(@Nullable String word) {
    if (word == null) {
      return AsyncPolicy.USUAL.semantics();
    }
    for (Semantics semantics : Semantics.values()) {
      if (word(semantics).equals(word)) {
        return semantics;
      }
    }
    throw invalid(
        "async.semantics is '" + Text.shorten(word, 80) + "'.",
        "It is at-least-once, at-most-once or effectively-once.");
  }

  private static String word(Semantics semantics) {
    return semantics.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static int attempts(Semantics semantics, @Nullable Integer given) {
    if (semantics == Semantics.AT_MOST_ONCE) {
      if (given != null && given != 1) {
        throw invalid(
            "async.maxAttempts is " + given + " although async.semantics is at-most-once.",
            "Leave maxAttempts out, or choose at-least-once.");
      }
      return 1;
    }
    if (given == null) {
      return AsyncPolicy.USUAL.maxAttempts();
    }
    if (given < 1 || given > MOST_ATTEMPTS) {
      throw invalid(
          "async.maxAttempts is " + given + ".",
          "It is a whole number from 1 to " + MOST_ATTEMPTS + ".");
    }
    return given;
  }

  private static @Nullable Integer concurrency(@Nullable Integer given) {
    if (given != null && (given < 1 || given > MOST_CONCURRENCY)) {
      throw invalid(
          "async.concurrency is " + given + ".",
          "It is a whole number from 1 to "
              + MOST_CONCURRENCY
              + "; left out, the server's limit holds.");
    }
    return given;
  }

  private static @Nullable Double rate(@Nullable Double given) {
    if (given != null && !(given > 0 && given <= MOST_RATE)) {
      throw invalid(
          "async.ratePerSecond is " + given + ".",
          "It is above 0 and at most 10000; left out, there is no limit.");
    }
    return given;
  }

  private static Duration seconds(
      String field, @Nullable Double given, double least, double most, Duration usual) {
    if (given == null) {
      return usual;
    }
    if (!(given >= least && given <= most)) {
      throw invalid(
          "async." + field + " is " + given + ".",
          "It is a number from " + (long) least + " to " + (long) most + ".");
    }
    return Duration.ofMillis(Math.round(given * 1000));
  }

  private static @Nullable Destination destination(
      String field, AsyncSpec.@Nullable Destination given) {
    if (given == null) {
      return null;
    }
    long targets =
        Stream.of(given.function(), given.sink(), given.workflow())
            .filter(Objects::nonNull)
            .count();
    if (targets > 1 || (given.function() == null && given.qualifier() != null)) {
      throw invalid(
          "async." + field + " says more than one thing.",
          "It has a function, with a qualifier or without, or a sink, or a workflow.");
    }
    if (given.sink() != null) {
      return Destination.toSink(Names.require("sink in async." + field, given.sink()));
    }
    if (given.workflow() != null) {
      return Destination.toWorkflow(Names.require("workflow in async." + field, given.workflow()));
    }
    String function = Names.require("function in async." + field, given.function());
    String qualifier = given.qualifier();
    if (qualifier == null || qualifier.isEmpty()) {
      return new Destination(function, Qualifiers.LATEST);
    }
    if (!qualifier.equals(Qualifiers.LATEST) && Qualifiers.number(qualifier) == null) {
      Names.require("alias in async." + field, qualifier);
    }
    return new Destination(function, qualifier);
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, hint);
  }
}
