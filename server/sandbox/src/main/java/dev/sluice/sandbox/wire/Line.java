package dev.sluice.sandbox.wire;

import java.io.IOException;

/** What a call hears of its host, and how it answers its questions. For one thread. */
public interface Line {

  /**
   * Waits for a frame.
   *
   * @param limit most bytes of payload beside some overhead
   * @throws FrameTooLargeException when there are more
   */
  Frames.Frame receive(int limit) throws IOException;

  /** Passes over the payload of a frame that is too large. */
  void skip(FrameTooLargeException frame) throws IOException;

  /** Answers a question. */
  void answer(byte[] answer) throws IOException;
}
