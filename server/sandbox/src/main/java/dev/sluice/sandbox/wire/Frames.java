package dev.sluice.sandbox.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/**
 * Frames on the socket of one instance: u32 length of what follows, u8 type, payload. The calling
 * thread writes and reads itself, so that a call costs no hand-over. For one thread that sends and
 * one that receives.
 */
public final class Frames implements Line {
  /** Host to server: here I am. */
  public static final byte HELLO = 'H';

  /** Server to host: what to load. */
  public static final byte INIT = 'I';

  /** Host to server: the handler is loaded. */
  public static final byte READY = 'R';

  /** Host to server: the handler did not load. */
  public static final byte LOAD_FAILED = 'L';

  /** Server to host: a call. */
  public static final byte CALL = 'C';

  /** Server to host: a call with the values of bindings between its head and the event. */
  public static final byte CALL_BOUND = 'D';

  /** Host to server: the handler's result, with what it has set for bindings before the body. */
  public static final byte RESULT_BOUND = 'P';

  /** Host to server: the handler's result. */
  public static final byte RESULT = 'O';

  /** Host to server: there was a result, too large to be sent. */
  public static final byte TOO_LARGE = 'B';

  /** Host to server: the handler's error. */
  public static final byte ERROR = 'E';

  /** Host to server: an error after which the host cannot go on. */
  public static final byte FATAL = 'X';

  /** Host to server: what the function has counted, before the answer and only where it has. */
  public static final byte COUNTS = 'M';

  /** Host to server: the function asks for something, and waits. */
  public static final byte ASK = 'Q';

  /** Server to host: the answer to that, after the call's id where there are several at a time. */
  public static final byte ASKED = 'A';

  /** Bytes of a frame beside a result's or an event's own. */
  private static final int OVERHEAD = 64 << 10;

  private static final int BUFFER = 16 << 10;

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).flip();
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);

  public Frames(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * One frame.
   *
   * @param payload ready to be read, from its beginning to its end
   */
  public record Frame(byte type, ByteBuffer payload) {

    /** The next short text: u8 length and so many bytes. */
    public String shortText() throws WireException {
      return new String(bytes(length()), StandardCharsets.ISO_8859_1);
    }

    /** The same, which then is still the next. */
    public String peekShortText() throws WireException {
      return new Frame(type, payload.duplicate()).shortText();
    }

    /** The next bytes behind their u32 length. */
    public byte[] longBytes() throws WireException {
      if (payload.remaining() < 4) {
        throw new WireException("a frame ended early");
      }
      int length = payload.getInt();
      if (length < 0) {
        throw new WireException("a length makes no sense");
      }
      return bytes(length);
    }

    /** All that is left. */
    public byte[] rest() {
      byte[] bytes = new byte[payload.remaining()];
      payload.get(bytes);
      return bytes;
    }

    private int length() throws WireException {
      if (!payload.hasRemaining()) {
        throw new WireException("a frame ended early");
      }
      return payload.get() & 0xff;
    }

    private byte[] bytes(int count) throws WireException {
      if (payload.remaining() < count) {
        throw new WireException("a frame ended early");
      }
      byte[] bytes = new byte[count];
      payload.get(bytes);
      return bytes;
    }
  }

  /** Sends a frame of one part. */
  public void send(byte type, byte[] payload) throws IOException {
    out.clear().putInt(1 + payload.length).put(type);
    write(payload);
  }

  /** Sends the answer to a question of one of several calls. */
  public void sendAnswer(String id, byte[] answer) throws IOException {
    byte[] text = shortBytes(id);
    out.clear()
        .putInt(1 + 1 + text.length + answer.length)
        .put(ASKED)
        .put((byte) text.length)
        .put(text);
    write(answer);
  }

  @Override
  public void answer(byte[] answer) throws IOException {
    send(ASKED, answer);
  }

  /** What comes before the event in each call. */
  public record Head(String id, int timeoutMillis, String contentType, String traceparent) {}

  /** Sends a call. */
  public void sendCall(Head head, byte[] event) throws IOException {
    begin(CALL, head, event.length);
    write(event);
  }

  /** Sends a call with bindings: u32 length of their values, the values, the event. */
  public void sendBoundCall(Head head, byte[] bindings, byte[] event) throws IOException {
    begin(CALL_BOUND, head, 4 + bindings.length + event.length);
    out.putInt(bindings.length);
    write(bindings);
    out.clear();
    write(event);
  }

  /** Short texts have a u8 length before them: id, u32 milliseconds, content type, traceparent. */
  private void begin(byte type, Head head, int more) {
    byte[] id = shortBytes(head.id());
    byte[] kind = shortBytes(head.contentType());
    byte[] trace = shortBytes(head.traceparent());
    out.clear()
        .putInt(1 + 1 + id.length + 4 + 1 + kind.length + 1 + trace.length + more)
        .put(type)
        .put((byte) id.length)
        .put(id)
        .putInt(head.timeoutMillis())
        .put((byte) kind.length)
        .put(kind)
        .put((byte) trace.length)
        .put(trace);
  }

  private static byte[] shortBytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length <= 255 ? bytes : java.util.Arrays.copyOf(bytes, 255);
  }

  /** Sends the header that is in the buffer, together with the body where it fits. */
  private void write(byte[] body) throws IOException {
    if (body.length <= out.remaining()) {
      drain(out.put(body).flip());
    } else {
      ByteBuffer[] parts = {out.flip(), ByteBuffer.wrap(body)};
      while (parts[1].hasRemaining()) {
        channel.write(parts);
      }
    }
  }

  private void drain(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /**
   * Waits for a frame.
   *
   * @param limit most bytes of payload beside some overhead
   * @throws EOFException when the other side has closed
   * @throws FrameTooLargeException when it announces more; the connection is of no use before
   *     {@link #skip}
   */
  @Override
  public Frame receive(int limit) throws IOException {
    fill(5);
    return read(limit);
  }

  /** The same; the limit is asked when a frame has come. */
  public Frame receive(IntSupplier limit) throws IOException {
    fill(5);
    return read(limit.getAsInt());
  }

  private Frame read(int limit) throws IOException {
    int size = in.getInt();
    byte type = in.get();
    if (size < 1) {
      throw new WireException("a frame has the impossible length " + size);
    }
    int length = size - 1;
    if (length > limit + OVERHEAD) {
      throw new FrameTooLargeException(type, length);
    }
    ByteBuffer payload = ByteBuffer.allocate(length);
    int buffered = Math.min(in.remaining(), length);
    payload.put(in.slice().limit(buffered));
    in.position(in.position() + buffered);
    while (payload.hasRemaining()) {
      if (channel.read(payload) < 0) {
        throw new EOFException("the connection closed within a frame");
      }
    }
    return new Frame(type, payload.flip());
  }

  /** Passes over the payload of a frame that is too large, and returns the call's id in it. */
  public String skipTelling(FrameTooLargeException frame) throws IOException {
    fill(1);
    int length = in.get() & 0xff;
    fill(length);
    byte[] id = new byte[length];
    in.get(id);
    skip(frame.bytes() - 1 - length);
    return new String(id, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void skip(FrameTooLargeException frame) throws IOException {
    skip(frame.bytes());
  }

  private void skip(int bytes) throws IOException {
    int left = bytes;
    while (left > 0) {
      fill(1);
      int part = Math.min(in.remaining(), left);
      in.position(in.position() + part);
      left -= part;
    }
  }

  private void fill(int count) throws IOException {
    if (in.remaining() >= count) {
      return;
    }
    in.compact();
    try {
      while (in.position() < count) {
        if (channel.read(in) < 0) {
          throw new EOFException("the connection closed");
        }
      }
    } finally {
      in.flip();
    }
  }
}
