package dev.sluice.benchmark.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One blocking connection, for calls that are timed one by one. Not thread-safe. */
public final class SingleCall implements AutoCloseable {
  private final SocketChannel channel;
  private final ByteBuffer answer = ByteBuffer.allocate(1 << 16);

  /** Connects to the target's address. */
  public SingleCall(Target target) throws IOException {
    channel = SocketChannel.open(target.address());
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /**
   * Sends the request and waits for the whole answer.
   *
   * @return nanoseconds between
   * @throws IllegalStateException when the answer is not 200 or lacks the text
   */
  public long call(Target target, String expected) throws IOException {
    ByteBuffer request = ByteBuffer.wrap(target.request());
    answer.clear();
    long began = System.nanoTime();
    while (request.hasRemaining()) {
      channel.write(request);
    }
    int end;
    do {
      if (channel.read(answer) < 0) {
        throw new EOFException("the server closed the connection");
      }
      end = Answer.end(answer.array(), answer.position());
    } while (end < 0 || answer.position() < end);
    long took = System.nanoTime() - began;
    String text = new String(answer.array(), 0, end, StandardCharsets.UTF_8);
    if (!Answer.isOk(answer.array(), end) || !text.contains(expected)) {
      throw new IllegalStateException("not the expected answer: " + text);
    }
    return took;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
