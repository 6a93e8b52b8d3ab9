package dev.sluice.app.http;

import dev.sluice.api.Page;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.SourceSpec;
import dev.sluice.core.option.Value;
import dev.sluice.core.route.HttpKind;
import dev.sluice.core.source.Source;
import dev.sluice.core.source.SourceService;
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

/** What brings events in. Thread-safe. */
@Path("/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
public final class SourcesResource {
  private static final int BODY_LIMIT = 1 << 20;

  private final SourceService sources;

  SourcesResource(SourceService sources) {
    this.sources = sources;
  }

  @GET
  public Response list(@Context SecurityContext caller) {
    return Answers.ok(
            new Page<>(
                sources.list(CallerContext.namespace(caller)).stream().map(this::info).toList(),
                null))
        .build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Context SecurityContext caller,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    Source made = sources.create(CallerContext.caller(caller), read(body, length));
    return Revisions.tagged(Answers.created(info(made), "sources", made.name()), made.revision());
  }

  @GET
  @Path("{source}")
  public Response get(@Context SecurityContext caller, @PathParam("source") String name) {
    return answer(sources.get(CallerContext.namespace(caller), name));
  }

  @PUT
  @Path("{source}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(
      @Context SecurityContext caller,
      @PathParam("source") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    sources.get(CallerContext.namespace(caller), name);
    return answer(
        sources.replace(
            CallerContext.caller(caller), name, read(body, length), Revisions.required(ifMatch)));
  }

  @DELETE
  @Path("{source}")
  public Response delete(@Context SecurityContext caller, @PathParam("source") String name) {
    sources.delete(CallerContext.namespace(caller), name);
    return Response.noContent().build();
  }

  /** Brings nothing more for now. */
  @POST
  @Path("{source}/pause")
  public Response pause(@Context SecurityContext caller, @PathParam("source") String name) {
    return answer(sources.pause(CallerContext.namespace(caller), name, true));
  }

  /** Goes on. */
  @POST
  @Path("{source}/resume")
  public Response resume(@Context SecurityContext caller, @PathParam("source") String name) {
    return answer(sources.pause(CallerContext.namespace(caller), name, false));
  }

  private Response answer(Source is) {
    return Revisions.tagged(Answers.ok(info(is)), is.revision());
  }

  private SourceInfo info(Source is) {
    return SourceWire.source(is, sources.status(is), address(is), sources.remains(is));
  }

  private @Nullable String address(Source is) {
    if (is.kind().equals(HttpKind.NAME)) {
      return is.definition().options().get(HttpKind.PATH) instanceof Value.Text path
          ? path.text()
          : null;
    }
    return sources.isSentTo(is) ? Hooks.path(is) : null;
  }

  static SourceSpec read(InputStream body, @Nullable String length) {
    return Json.read(Bodies.read(body, length, BODY_LIMIT), SourceSpec.class);
  }
}
