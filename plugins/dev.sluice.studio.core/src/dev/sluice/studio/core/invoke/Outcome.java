package dev.sluice.studio.core.invoke;

import dev.sluice.api.FunctionError;
import dev.sluice.api.LogLine;
import dev.sluice.api.Problem;
import dev.sluice.client.InvokeResult;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.invoke.result.Body;
import dev.sluice.studio.core.invoke.result.Result;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an invocation came to, ready to be shown.
 *
 * @param summary one line: status, duration, cold or warm, version
 * @param result the answer; or the error with its stack
 * @param log the lines that the invocation wrote
 */
public record Outcome(Kind kind, String summary, Result result, List<LogLine> log) {

  /** How it ended. */
  public enum Kind {
    SUCCEEDED,
    /** The function failed. */
    FAILED,
    /** The function was not run. */
    REFUSED
  }

  static Outcome of(InvokeResult result, List<LogLine> log) {
    Problem problem = result.problem();
    String how =
        String.format(
            Locale.ROOT,
            "%s · %s · %s",
            duration(result.durationMs()),
            result.cold() ? "cold start" : "warm",
            result.version().equals("latest") ? "latest" : "version " + result.version());
    return problem == null
        ? new Outcome(Kind.SUCCEEDED, "Succeeded · " + how, answer(result), log)
        : new Outcome(
            Kind.FAILED, title(problem) + " · " + how, Result.ofError(error(problem)), log);
  }

  static Outcome of(Failure failure) {
    Problem problem = failure.problem();
    return new Outcome(
        Kind.REFUSED,
        problem == null ? "Not run" : "Refused: " + problem.code(),
        Result.ofError(failure.sentence()),
        List.of());
  }

  /** Milliseconds as people read them. */
  static String duration(double millis) {
    if (millis < 10) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    return millis < 10_000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }

  private static String title(Problem problem) {
    return switch (problem.code()) {
      case "function-timed-out" -> "Timed out";
      case "function-out-of-memory" -> "Out of memory";
      case "function-exited" -> "Process ended";
      case "function-load-failed" -> "Handler does not load";
      default -> "Failed";
    };
  }

  private static Result answer(InvokeResult result) {
    return Result.of(new Body(result.contentType(), result.body()));
  }

  private static String error(Problem problem) {
    FunctionError error = problem.error();
    if (error == null) {
      return hinted(problem);
    }
    StringBuilder text = new StringBuilder(error.type());
    if (!error.message().isEmpty()) {
      text.append(": ").append(error.message());
    }
    List<String> stack = error.stack();
    if (stack != null && !stack.isEmpty()) {
      text.append("\n\n").append(String.join("\n", stack));
    }
    return text.toString();
  }

  private static String hinted(Problem problem) {
    @Nullable String hint = problem.hint();
    return hint == null ? problem.detail() : problem.detail() + "\n" + hint;
  }
}
