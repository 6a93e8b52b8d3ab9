package dev.sluice.app.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * The logs of all functions, workflows and sources of the caller's namespace, as one. Thread-safe.
 */
@Path("/v1/logs")
public final class NamespaceLogsResource {
  private final LogReads reads;

  NamespaceLogsResource(LogReads reads) {
    this.reads = reads;
  }

  /** Lines, oldest first; with {@code follow} they go on as server-sent events. */
  @GET
  @Produces({MediaType.APPLICATION_JSON, LiveStreams.MEDIA_TYPE + ";qs=0.5"})
  public Response logs(
      @Context SecurityContext caller,
      @Context UriInfo uri,
      @HeaderParam("Last-Event-ID") @Nullable String lastSeen) {
    return reads.read(caller, null, uri, lastSeen);
  }
}
