package dev.sluice.core.invocation;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Text;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Reply;
import java.util.function.UnaryOperator;

/** Translates what a sandbox says of a failure to what a record says. */
final class Failures {
  private static final int MAX_MESSAGE = 8_192;
  private static final int MAX_FRAMES = 100;

  private Failures() {}

  /**
   * The same for a record.
   *
   * @param struck strikes secrets out of a text
   */
  static InvocationRecord.Failure of(Reply.Failure failure, UnaryOperator<String> struck) {
    return new InvocationRecord.Failure(
        code(failure.kind()),
        Text.shorten(struck.apply(failure.type()), 200),
        Text.shorten(struck.apply(failure.message()), MAX_MESSAGE),
        failure.stack().stream()
            .limit(MAX_FRAMES)
            .map(frame -> Text.shorten(struck.apply(frame), MAX_MESSAGE))
            .toList());
  }

  private static ErrorCode code(FailureKind kind) {
    return switch (kind) {
      case LOAD_FAILED -> ErrorCode.FUNCTION_LOAD_FAILED;
      case RAISED -> ErrorCode.FUNCTION_FAILED;
      case EXITED -> ErrorCode.FUNCTION_EXITED;
      case TIMED_OUT -> ErrorCode.FUNCTION_TIMED_OUT;
      case OUT_OF_MEMORY -> ErrorCode.FUNCTION_OUT_OF_MEMORY;
      case PROTOCOL_BROKEN -> ErrorCode.FUNCTION_PROTOCOL_BROKEN;
      case RESULT_TOO_LARGE -> ErrorCode.RESULT_TOO_LARGE;
    };
  }
}
