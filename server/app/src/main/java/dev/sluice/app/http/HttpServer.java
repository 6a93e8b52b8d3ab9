package dev.sluice.app.http;

import dev.sluice.app.config.Address;
import dev.sluice.app.config.ServerConfig;
import dev.sluice.core.Ticker;
import dev.sluice.core.route.Routes;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ThreadFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with two doors: the API and the gateway. Thread-safe once started. */
public final class HttpServer implements AutoCloseable {
  static final String GATEWAY = "gateway";

  private static final int HEADER_BYTES = 16 << 10;
  private static final long STOP_MILLIS = 5_000;
  private static final long IDLE_MILLIS = 60_000;

  private final ServerConfig config;
  private final Server server;
  private final ServerConnector api;
  private final ServerConnector gateway;

  /**
   * Puts it together.
   *
   * @param threads makes the threads that requests are answered in
   */
  public HttpServer(ServerConfig config, HttpParts parts, ThreadFactory threads) {
    this.config = config;
    QueuedThreadPool pool =
        new QueuedThreadPool(config.http().maxThreads(), 8, 60_000, -1, null, null, threads);
    pool.setName("sluice-http");
    this.server = new Server(pool);
    Problems problems = new Problems(parts.ids());
    this.api = connector("api", config.listen());
    this.gateway = connector(GATEWAY, config.gateway());
    server.addConnector(api);
    server.addConnector(gateway);
    server.setErrorHandler(new ProblemErrorHandler(problems));
    server.setStopTimeout(STOP_MILLIS);
    InvokeEndpoint endpoint =
        new InvokeEndpoint(parts.invocations(), parts.replays(), parts.queue());
    AuditTrail trail = new AuditTrail(parts.audit());
    server.setHandler(
        new GracefulHandler(
            new EntryHandler(
                parts.access(),
                new InvokeHandler(endpoint, problems),
                new Hooks(parts.sources().receiver(), parts.refreshes(), endpoint.bodyLimit()),
                gateway(parts, endpoint),
                new JerseyBridge(Resources.of(config, parts, endpoint, trail, problems), problems),
                trail,
                problems)));
  }

  private static Gateway gateway(HttpParts parts, InvokeEndpoint endpoint) {
    return new Gateway(
        new Routes(parts.sources().passive()),
        parts.access(),
        parts.associations().router(),
        endpoint,
        parts.clock(),
        parts.ids(),
        Ticker.system());
  }

  private ServerConnector connector(String name, Address address) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setResponseHeaderSize(HEADER_BYTES);
    http.setMaxResponseHeaderSize(HEADER_BYTES);
    http.setUriCompliance(UriCompliance.RFC3986);
    // Else a value that differs in case only from a usual one would be taken for that, and with a
    // cache of each connection's headers from the one before it: another token, another namespace.
    http.setHeaderCacheCaseSensitive(true);
    // A cache of each connection's headers has 256 KiB, which cost more to walk than to parse anew.
    http.setHeaderCacheSize(0);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setName(name);
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setReuseAddress(true);
    return connector;
  }

  /**
   * Binds both addresses and serves.
   *
   * @throws IOException with one line for the operator
   */
  public void start() throws IOException {
    open(api, config.listen(), "--listen");
    open(gateway, config.gateway(), "--gateway");
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("The HTTP server did not start: " + e + ".", e);
    }
  }

  private static void open(ServerConnector connector, Address address, String flag)
      throws IOException {
    try {
      connector.open();
    } catch (IOException e) {
      throw new IOException(
          "The address "
              + address
              + " cannot be used ("
              + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage())
              + "): choose another with "
              + flag
              + ".",
          e);
    }
  }

  /** Where the API is, for callers on this machine. */
  public URI url() {
    return url(api, config.listen());
  }

  /** Where the gateway is, for callers on this machine. */
  public URI gateway() {
    return url(gateway, config.gateway());
  }

  private static URI url(ServerConnector connector, Address address) {
    String host =
        switch (address.host()) {
          case "0.0.0.0", "::" -> "127.0.0.1";
          default -> address.host();
        };
    return URI.create("http://" + new Address(host, connector.getLocalPort()));
  }

  /** From now on nobody can connect; connections that are open are served. */
  public void refuseConnections() {
    api.close();
    gateway.close();
  }

  /** Ends what is answered already, and then everything. */
  @Override
  public void close() throws Exception {
    server.stop();
  }
}
