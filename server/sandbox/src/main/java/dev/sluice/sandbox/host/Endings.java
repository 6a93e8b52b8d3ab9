package dev.sluice.sandbox.host;

import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Reply;
import java.time.Duration;
import java.util.List;

/** What a call comes to whose instance ended under it. */
final class Endings {
  private Endings() {}

  /**
   * The failure.
   *
   * @param status what the process exited with, above 128 for a signal
   * @param timeout how long the call might have taken
   */
  static Reply.Failure of(EndReason reason, int status, Duration timeout) {
    return switch (reason) {
      case TIMED_OUT ->
          failure(
              FailureKind.TIMED_OUT,
              "Function.TimedOut",
              "The function did not answer within " + seconds(timeout) + ".");
      case OUT_OF_MEMORY ->
          failure(
              FailureKind.OUT_OF_MEMORY,
              "Function.OutOfMemory",
              "The function used more memory than it may.");
      case PROTOCOL_BROKEN ->
          failure(
              FailureKind.PROTOCOL_BROKEN,
              "Function.ConnectionBroken",
              "The function broke its connection to the platform.");
      case EXITED ->
          failure(
              FailureKind.EXITED,
              "Function.Exited",
              status > 128
                  ? "The function's process was ended by signal " + (status - 128) + "."
                  : "The function's process exited with status " + status + ".");
      default ->
          failure(
              FailureKind.EXITED,
              "Function.Ended",
              "The instance was ended: " + reason.words() + ".");
    };
  }

  /** The same of a call that had time left when another took the instance with it. */
  static Reply.Failure shared(EndReason reason, int status, Duration timeout) {
    return reason == EndReason.TIMED_OUT
        ? failure(
            FailureKind.EXITED,
            "Function.Ended",
            "The instance was ended: another of its calls ran out of time.")
        : of(reason, status, timeout);
  }

  /** The same while the handler was loading. */
  static Reply.Failure whileLoading(EndReason reason, int status, Duration timeout) {
    if (reason == EndReason.OUT_OF_MEMORY) {
      return of(reason, status, timeout);
    }
    Reply.Failure why = of(reason, status, timeout);
    return failure(
        FailureKind.LOAD_FAILED,
        why.type(),
        reason == EndReason.TIMED_OUT
            ? "The handler did not load within " + seconds(timeout) + "."
            : "While the handler was loading: " + why.message());
  }

  private static Reply.Failure failure(FailureKind kind, String type, String message) {
    return new Reply.Failure(kind, type, message, List.of());
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
