package dev.sluice.app.http;

import dev.sluice.api.Page;
import dev.sluice.api.SourceSpec;
import dev.sluice.core.source.SourceService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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

/** What sources can be. Thread-safe. */
@Path("/v1/source-kinds")
@Produces(MediaType.APPLICATION_JSON)
public final class SourceKindsResource {
  private final SourceService sources;

  SourceKindsResource(SourceService sources) {
    this.sources = sources;
  }

  @GET
  public Response list() {
    return Answers.ok(new Page<>(sources.kinds().stream().map(SourceWire::kind).toList(), null))
        .build();
  }

  /** Connects as a source of this definition would, and takes nothing. */
  @POST
  @Path("{kind}/test")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response test(
      @Context SecurityContext caller,
      @PathParam("kind") String kind,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    SourceSpec said = SourcesResource.read(body, length);
    SourceSpec spec = new SourceSpec(said.name(), kind, said.options(), said.description());
    return Answers.ok(sources.probe(CallerContext.caller(caller), spec)).build();
  }
}
