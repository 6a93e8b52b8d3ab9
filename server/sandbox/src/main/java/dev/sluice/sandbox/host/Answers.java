package dev.sluice.sandbox.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.sandbox.wire.Frames;
import dev.sluice.sandbox.wire.WireException;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What hosts answer, as replies. */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /** What the handler has returned, with what it set; too large where one of them is. */
  static Reply result(Instance.Call call, Frames.Frame frame) throws IOException {
    String contentType = frame.shortText();
    boolean bound = frame.type() == Frames.RESULT_BOUND;
    if (bound && call.bindings() == null) {
      throw new WireException("bindings came that the function does not have");
    }
    byte[] set = bound ? frame.longBytes() : null;
    return frame.payload().remaining() > call.resultLimit()
            || (set != null && set.length > call.resultLimit())
        ? tooLarge(call)
        : new Reply.Success(frame.rest(), contentType, set);
  }

  /** More than the call's limit came. */
  static Reply.Failure tooLarge(Instance.Call call) {
    return new Reply.Failure(
        FailureKind.RESULT_TOO_LARGE,
        "Function.ResultTooLarge",
        "The result has more than " + call.resultLimit() + " bytes.",
        List.of());
  }

  /** An error with its type, message and stack. */
  static Reply.Failure failure(FailureKind kind, Frames.Frame frame) throws IOException {
    JsonNode json = JSON.readTree(frame.rest());
    List<String> stack = new ArrayList<>();
    json.path("stack").forEach(line -> stack.add(line.asText()));
    return new Reply.Failure(
        kind, json.path("type").asText("Error"), json.path("message").asText(), stack);
  }
}
