package dev.sluice.core.workflow.test;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;

/**
 * How much a test may still give. Values are measured by writing them to nowhere, and no further
 * than there is room: one that has the same part a million times is never written as a whole.
 * Confined to one thread.
 */
final class TestRoom {
  private static final ObjectMapper JSON = new ObjectMapper();

  private long left;

  TestRoom(long bytes) {
    this.left = bytes;
  }

  /** Takes room for the JSON of a value. */
  void take(Object value) {
    if (isFull()) {
      return;
    }
    try {
      JSON.writeValue(new Counter(), value);
    } catch (IOException e) {
      // It is too large, or nested deeper than JSON is written.
      left = -1;
    }
  }

  boolean isFull() {
    return left < 0;
  }

  private final class Counter extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      count(1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      count(length);
    }

    private void count(int bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new IOException("there is no more room");
      }
    }
  }
}
