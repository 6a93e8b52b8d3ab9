package dev.sluice.e2e.binding;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes bytes on to a server, unread, and counts the connections that were made to it. */
final class CountingRelay implements AutoCloseable {
  final AtomicInteger connections = new AtomicInteger();

  private final URI target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  /** Before this server. */
  CountingRelay(String url) throws IOException {
    target = URI.create(url);
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "counting-relay");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket from = listener.accept();
        connections.incrementAndGet();
        Socket to = new Socket(target.getHost(), target.getPort());
        open.addAll(List.of(from, to));
        start(() -> pass(from, to));
        start(() -> pass(to, from));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of them is gone; now both are.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
