package dev.sluice.sandbox.host;

import dev.sluice.sandbox.wire.FrameTooLargeException;
import dev.sluice.sandbox.wire.Frames;
import dev.sluice.sandbox.wire.Line;
import dev.sluice.sandbox.wire.WireException;
import dev.sluice.spi.sandbox.Instance;
import java.io.IOException;

/** What comes between a call and its answer. */
final class Conversation {
  private Conversation() {}

  /** Sends the call. */
  static void send(Frames frames, Instance.Call call) throws IOException {
    int millis = (int) Math.min(Integer.MAX_VALUE, call.timeout().toMillis());
    Frames.Head head =
        new Frames.Head(call.invocation(), millis, call.contentType(), call.traceparent());
    byte[] bindings = call.bindings();
    if (bindings == null) {
      frames.sendCall(head, call.payload());
    } else {
      frames.sendBoundCall(head, bindings, call.payload());
    }
  }

  /** Most bytes of an answer: what is set for bindings may have as much as a result. */
  static int limit(Instance.Call call) {
    return call.bindings() == null ? call.resultLimit() : 2 * call.resultLimit();
  }

  /**
   * Answers what the function asks, hears what it counted, and returns the frame that ends it.
   *
   * @param limit bytes of the answer, and of each question
   */
  static Frames.Frame answer(Line line, Instance.Call call, int limit) throws IOException {
    boolean counted = false;
    while (true) {
      Frames.Frame frame;
      try {
        frame = line.receive(limit);
      } catch (FrameTooLargeException e) {
        if (e.type() != Frames.ASK) {
          throw e;
        }
        line.skip(e);
        line.answer(call.platform().askedTooMuch(e.bytes(), limit));
        continue;
      }
      if (frame.type() == Frames.ASK) {
        if (!frame.shortText().equals(call.invocation())) {
          throw new WireException("a question came of a call that was not made");
        }
        line.answer(call.platform().asked(frame.rest()));
      } else if (frame.type() == Frames.COUNTS && !counted) {
        counted = true;
        call.platform().counted(Answers.counts(call, frame));
      } else {
        return frame;
      }
    }
  }
}
