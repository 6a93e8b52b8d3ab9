package dev.sluice.javahost;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Frames on the socket to the server: u32 length of what follows, u8 type, payload; numbers are
 * big-endian. One thread receives; any may send.
 */
final class Wire {
  private final SocketChannel channel;
  // Small and direct: the JDK would keep a direct copy as large as the largest frame for each
  // thread.
  private final ByteBuffer in = ByteBuffer.allocateDirect(64 << 10).flip();
  private final ByteBuffer out = ByteBuffer.allocateDirect(64 << 10);

  Wire(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * A call of the handler: how long it may take in milliseconds, and the event.
   *
   * @param traceparent where in a trace it is, as W3C writes it; empty for nowhere
   * @param bindings what was read, as JSON; null where there are none
   * @param questions how it asks the server
   * @param metrics what it counts
   */
  record Call(
      String id,
      int timeoutMillis,
      String contentType,
      String traceparent,
      byte[] event,
      byte @Nullable [] bindings,
      Questions questions,
      Metrics metrics) {
    private static final byte BOUND = 'D';

    /** One without bindings. */
    Call(String id, int timeoutMillis, String contentType, byte[] event) {
      this(
          id,
          timeoutMillis,
          contentType,
          "",
          event,
          null,
          new Questions(null, new byte[0]),
          new Metrics(Main.OUTPUT));
    }

    /** The id in a frame of a call, or of an answer to one of several. */
    static String id(byte[] frame) {
      return shortText(ByteBuffer.wrap(frame, 1, frame.length - 1));
    }

    static Call of(byte[] frame, Questions questions) {
      ByteBuffer buffer = ByteBuffer.wrap(frame, 1, frame.length - 1);
      String id = shortText(buffer);
      int timeout = buffer.getInt();
      String contentType = shortText(buffer);
      String traceparent = shortText(buffer);
      byte[] bindings = null;
      if (frame[0] == BOUND) {
        bindings = new byte[buffer.getInt()];
        buffer.get(bindings);
      }
      byte[] event = new byte[buffer.remaining()];
      buffer.get(event);
      Metrics metrics = new Metrics(Main.OUTPUT);
      return new Call(id, timeout, contentType, traceparent, event, bindings, questions, metrics);
    }

    private static String shortText(ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.get() & 0xff];
      buffer.get(bytes);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** The next frame with its type as its first byte; null when the server has closed. */
  byte @Nullable [] receive() throws IOException {
    byte[] length = new byte[4];
    if (!fill(length)) {
      return null;
    }
    byte[] frame = new byte[ByteBuffer.wrap(length).getInt()];
    return fill(frame) ? frame : null;
  }

  private boolean fill(byte[] bytes) throws IOException {
    int have = 0;
    while (have < bytes.length) {
      if (!in.hasRemaining()) {
        in.clear();
        int count = channel.read(in);
        in.flip();
        if (count < 0) {
          return false;
        }
      }
      int part = Math.min(in.remaining(), bytes.length - have);
      in.get(bytes, have, part);
      have += part;
    }
    return true;
  }

  synchronized void send(char type, byte[]... parts) throws IOException {
    int size = 1;
    for (byte[] part : parts) {
      size += part.length;
    }
    out.clear().putInt(size).put((byte) type);
    for (byte[] part : parts) {
      int done = 0;
      while (done < part.length) {
        if (!out.hasRemaining()) {
          drain();
        }
        int count = Math.min(out.remaining(), part.length - done);
        out.put(part, done, count);
        done += count;
      }
    }
    drain();
  }

  private void drain() throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    out.clear();
  }

  /** As it stands in a frame: u32 length and so many bytes. */
  static byte[] longBytes(byte[] bytes) {
    return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
  }

  /** As it stands in a frame: u8 length and so many bytes. */
  static byte[] shortBytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(1 + bytes.length).put((byte) bytes.length).put(bytes).array();
  }
}
