package dev.sluice.app.http;

import dev.sluice.api.Page;
import dev.sluice.api.SinkInfo;
import dev.sluice.api.SinkSpec;
import dev.sluice.core.option.Definition;
import dev.sluice.core.sink.SinkService;
import dev.sluice.core.sink.SinkStatus;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Where events can be sent. Thread-safe. */
@Path("/v1/sinks")
@Produces(MediaType.APPLICATION_JSON)
public final class SinksResource {
  private static final int BODY_LIMIT = 1 << 20;

  private final SinkService sinks;

  SinksResource(SinkService sinks) {
    this.sinks = sinks;
  }

  @GET
  public Response list(@Context SecurityContext caller) {
    return Answers.ok(
            new Page<>(
                sinks.list(CallerContext.namespace(caller)).stream().map(this::info).toList(),
                null))
        .build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Context SecurityContext caller,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    Definition made = sinks.create(CallerContext.caller(caller), read(body, length));
    return Revisions.tagged(Answers.created(info(made), "sinks", made.name()), made.revision());
  }

  @GET
  @Path("{sink}")
  public Response get(@Context SecurityContext caller, @PathParam("sink") String name) {
    return answer(sinks.get(CallerContext.namespace(caller), name));
  }

  @PUT
  @Path("{sink}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(
      @Context SecurityContext caller,
      @PathParam("sink") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    sinks.get(CallerContext.namespace(caller), name);
    return answer(
        sinks.replace(
            CallerContext.caller(caller), name, read(body, length), Revisions.required(ifMatch)));
  }

  @DELETE
  @Path("{sink}")
  public Response delete(@Context SecurityContext caller, @PathParam("sink") String name) {
    sinks.delete(CallerContext.namespace(caller), name);
    return Response.noContent().build();
  }

  private Response answer(Definition is) {
    return Revisions.tagged(Answers.ok(info(is)), is.revision());
  }

  private SinkInfo info(Definition is) {
    SinkStatus status = sinks.status(is);
    return new SinkInfo(
        is.name(),
        is.namespace(),
        is.kind(),
        SourceWire.options(is.options()),
        is.description(),
        status.sent(),
        status.failed(),
        status.lastSentAt(),
        status.lastProblem(),
        is.createdAt(),
        is.modifiedAt(),
        is.revision(),
        is.manifest());
  }

  private static SinkSpec read(InputStream body, @Nullable String length) {
    return Json.read(Bodies.read(body, length, BODY_LIMIT), SinkSpec.class);
  }
}
