package dev.sluice.e2e.harness;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** What functions say that they did, which outlives them and their server. Thread-safe. */
public final class Journal implements AutoCloseable {
  private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> all = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final HttpServer server;

  /** Listens at a port of this machine. */
  public Journal() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String said =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            all.add(said);
            counts.merge(said, 1, Integer::sum);
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** How often this was said. */
  public int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  /** All that was said and is like this, once each. */
  public List<String> said(Predicate<String> like) {
    return counts.keySet().stream().filter(like).toList();
  }

  /** All that was said, in its order. */
  public List<String> all() {
    return List.copyOf(all);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
