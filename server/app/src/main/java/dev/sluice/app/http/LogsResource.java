package dev.sluice.app.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** The log of one function: what was written, and what is being written. Thread-safe. */
@Path("/v1/functions/{function}/logs")
public final class LogsResource {
  private final LogReads reads;

  LogsResource(LogReads reads) {
    this.reads = reads;
  }

  /** Lines, oldest first; with {@code follow} they go on as server-sent events. */
  @GET
  @Produces({MediaType.APPLICATION_JSON, LiveStreams.MEDIA_TYPE + ";qs=0.5"})
  public Response logs(
      @Context SecurityContext caller,
      @PathParam("function") String function,
      @Context UriInfo uri,
      @HeaderParam("Last-Event-ID") @Nullable String lastSeen) {
    return reads.read(caller, function, uri, lastSeen);
  }
}
