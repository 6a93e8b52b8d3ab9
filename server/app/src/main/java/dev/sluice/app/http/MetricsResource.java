package dev.sluice.app.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** The server's numbers, in whatever a scraper accepts: there is one format. Thread-safe. */
@Path("/metrics")
public final class MetricsResource {
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<byte[]> metrics;

  /**
   * Shows these.
   *
   * @param metrics Prometheus's text format 0.0.4
   */
  MetricsResource(Supplier<byte[]> metrics) {
    this.metrics = metrics;
  }

  @GET
  public Response metrics() {
    return Response.ok(metrics.get(), TEXT_FORMAT).build();
  }
}
