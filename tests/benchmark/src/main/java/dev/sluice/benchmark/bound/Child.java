package dev.sluice.benchmark.bound;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A warm child process that echoes frames. Not thread-safe: one call at a time. */
final class Child implements AutoCloseable {
  private final Process process;
  private final SocketChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

  private Child(Process process, SocketChannel channel) {
    this.process = process;
    this.channel = channel;
  }

  /** Starts the command with the socket's path as last argument and waits until it connects. */
  static Child start(Path socket, List<String> command) throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(socket));
      List<String> whole = new ArrayList<>(command);
      whole.add(socket.toString());
      ProcessBuilder builder = new ProcessBuilder(whole);
      builder.environment().clear();
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      return new Child(builder.start(), listener.accept());
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  /** Sends a frame and returns the one that comes back. */
  byte[] call(byte[] payload) throws IOException {
    buffer.clear();
    buffer.putInt(payload.length).put(payload).flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
    while (buffer.position() < 4 || buffer.position() < 4 + buffer.getInt(0)) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the child has ended");
      }
    }
    byte[] reply = new byte[buffer.getInt(0)];
    buffer.get(4, reply);
    return reply;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    process.destroyForcibly();
  }
}
