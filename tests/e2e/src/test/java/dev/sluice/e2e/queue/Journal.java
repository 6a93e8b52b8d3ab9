package dev.sluice.e2e.queue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What functions say that they did, which outlives them and their server. Thread-safe. */
final class Journal implements AutoCloseable {
  private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final HttpServer server;

  Journal() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String said =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            counts.merge(said, 1, Integer::sum);
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** How often this was said. */
  int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
