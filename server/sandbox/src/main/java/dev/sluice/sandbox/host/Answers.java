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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What hosts answer, as replies. */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int MOST_COUNTED_BYTES = 64 << 10;

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

  /** What the function has counted; a number that is none of a {@code long} is -1. */
  static Map<String, Long> counts(Instance.Call call, Frames.Frame frame) throws IOException {
    if (!frame.shortText().equals(call.invocation())
        || frame.payload().remaining() > MOST_COUNTED_BYTES) {
      throw new WireException("counts came to a call that was not made, or too many");
    }
    Map<String, Long> counts = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : JSON.readTree(frame.rest()).properties()) {
      JsonNode by = one.getValue();
      boolean whole = by.isIntegralNumber() && by.canConvertToLong();
      counts.put(one.getKey(), whole ? by.longValue() : -1L);
    }
    return counts;
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
