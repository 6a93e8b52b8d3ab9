package dev.sluice.sandbox.host;

import dev.sluice.sandbox.wire.FrameTooLargeException;
import dev.sluice.sandbox.wire.Frames;
import dev.sluice.sandbox.wire.WireException;
import dev.sluice.spi.sandbox.Instance;
import java.io.IOException;

/** What comes between a call and its answer. */
final class Conversation {
  private Conversation() {}

  /**
   * Answers what the function asks, hears what it counted, and returns the frame that ends it.
   *
   * @param limit bytes of the answer, and of each question
   */
  static Frames.Frame answer(Frames frames, Instance.Call call, int limit) throws IOException {
    boolean counted = false;
    while (true) {
      Frames.Frame frame;
      try {
        frame = frames.receive(limit);
      } catch (FrameTooLargeException e) {
        if (e.type() != Frames.ASK) {
          throw e;
        }
        frames.skip(e);
        frames.send(Frames.ASKED, call.platform().askedTooMuch(e.bytes(), limit));
        continue;
      }
      if (frame.type() == Frames.ASK) {
        if (!frame.shortText().equals(call.invocation())) {
          throw new WireException("a question came of a call that was not made");
        }
        frames.send(Frames.ASKED, call.platform().asked(frame.rest()));
      } else if (frame.type() == Frames.COUNTS && !counted) {
        counted = true;
        call.platform().counted(Answers.counts(call, frame));
      } else {
        return frame;
      }
    }
  }
}
