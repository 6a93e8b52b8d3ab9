package dev.sluice.benchmark.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A closed loop of connections, each sending its next request when the answer to the one before is
 * complete. One thread with one selector serves them all, so that the load costs little of the CPU
 * that is measured. Not thread-safe.
 */
public final class LoadGenerator {
  private LoadGenerator() {}

  /**
   * What a window came to.
   *
   * @param perSecond answers a second
   * @param p50Nanos median latency
   * @param p99Nanos latency that 99 of 100 did not exceed
   * @param count answers
   */
  public record Result(double perSecond, long p50Nanos, long p99Nanos, long count) {}

  /** A pause between ramp and window, and after it: the caller reads its meters there. */
  public interface Window {
    /** The window begins now. */
    void begin() throws IOException;

    /** The window has ended. */
    void end() throws IOException;
  }

  /**
   * Loads a target.
   *
   * @param ramp time before the window, not measured
   * @throws IllegalStateException when an answer is not 200
   */
  public static Result run(
      Target target, int connections, Duration ramp, Duration window, Window meters)
      throws IOException {
    List<Connection> open = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        Connection connection = new Connection(target);
        open.add(connection);
        connection.channel.register(selector, SelectionKey.OP_READ, connection);
      }
      for (Connection connection : open) {
        connection.send();
      }
      Histogram histogram = new Histogram();
      drive(selector, histogram, System.nanoTime() + ramp.toNanos());
      histogram.clear();
      meters.begin();
      long began = System.nanoTime();
      drive(selector, histogram, began + window.toNanos());
      double seconds = (System.nanoTime() - began) / 1e9;
      meters.end();
      return new Result(
          histogram.count() / seconds,
          histogram.quantile(0.5),
          histogram.quantile(0.99),
          histogram.count());
    } finally {
      for (Connection connection : open) {
        connection.channel.close();
      }
    }
  }

  private static void drive(Selector selector, Histogram histogram, long until) throws IOException {
    while (true) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return;
      }
      selector.select(
          key -> {
            Connection connection = (Connection) key.attachment();
            try {
              if (connection.receive()) {
                histogram.add(System.nanoTime() - connection.sentAt);
                connection.send();
              }
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          },
          Math.max(1, left / 1_000_000));
    }
  }

  /** One connection with at most one request under way. */
  private static final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer answer = ByteBuffer.allocate(1 << 16);
    private long sentAt;

    Connection(Target target) throws IOException {
      channel = SocketChannel.open(target.address());
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      request = ByteBuffer.allocateDirect(target.request().length).put(target.request()).flip();
    }

    void send() throws IOException {
      sentAt = System.nanoTime();
      request.rewind();
      // Requests are far smaller than a socket's buffer, and the one before was read.
      while (request.hasRemaining()) {
        channel.write(request);
      }
    }

    boolean receive() throws IOException {
      if (channel.read(answer) < 0) {
        throw new EOFException("the server closed the connection");
      }
      int end = Answer.end(answer.array(), answer.position());
      if (end < 0 || answer.position() < end) {
        return false;
      }
      if (!Answer.isOk(answer.array(), end)) {
        throw new IllegalStateException(
            "not 200: " + new String(answer.array(), 0, end, StandardCharsets.UTF_8));
      }
      answer.clear();
      return true;
    }
  }
}
