package dev.sluice.app.http;

import dev.sluice.core.access.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** The server's numbers, in whatever a scraper accepts: there is one format. Thread-safe. */
@Path("/metrics")
public final class MetricsResource {
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpParts.Metrics metrics;

  /** Shows these. */
  MetricsResource(HttpParts.Metrics metrics) {
    this.metrics = metrics;
  }

  @GET
  public Response metrics(@Context SecurityContext caller) {
    Caller known = caller.getUserPrincipal() == null ? null : CallerContext.caller(caller);
    return Response.ok(metrics.text(known), TEXT_FORMAT).build();
  }
}
