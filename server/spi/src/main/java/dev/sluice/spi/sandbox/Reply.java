package dev.sluice.spi.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call came to. */
public sealed interface Reply {

  /**
   * The handler returned.
   *
   * @param bindings what it has set for its bindings, a JSON object; null for nothing
   */
  record Success(byte[] body, String contentType, byte @Nullable [] bindings) implements Reply {

    /** One that has set nothing. */
    public Success(byte[] body, String contentType) {
      this(body, contentType, null);
    }
  }

  /**
   * The call failed.
   *
   * @param type the language's own name of the error, or a name of the platform's
   * @param message one sentence where it is the platform's
   * @param stack frames in the language's own order, possibly empty
   */
  record Failure(FailureKind kind, String type, String message, List<String> stack)
      implements Reply {
    public Failure {
      stack = List.copyOf(stack);
    }
  }
}
