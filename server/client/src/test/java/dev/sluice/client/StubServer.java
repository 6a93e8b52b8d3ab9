package dev.sluice.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that answers what a test says, for answers that no Sluice server gives. */
final class StubServer implements AutoCloseable {
  final List<String> requests = new CopyOnWriteArrayList<>();
  volatile Answer answer = exchange -> reply(exchange, 200, "application/json", "{}", Map.of());
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  StubServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + exchange.getRequestHeaders().getFirst("If-Match"));
          answer.to(exchange);
        });
    server.start();
  }

  SluiceClient client() {
    return new SluiceClient(
        new Connection(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), "t", null));
  }

  static void reply(
      HttpExchange exchange, int status, String type, String body, Map<String, String> headers)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    headers.forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
