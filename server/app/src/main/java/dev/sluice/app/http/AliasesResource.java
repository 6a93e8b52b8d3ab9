package dev.sluice.app.http;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.Page;
import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.VersionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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

/** Aliases of one function. Thread-safe. */
@Path("/v1/functions/{function}/aliases")
@Produces(MediaType.APPLICATION_JSON)
public final class AliasesResource {
  private static final int BODY_LIMIT = 1 << 20;

  private final VersionService versions;

  AliasesResource(VersionService versions) {
    this.versions = versions;
  }

  @GET
  public Response list(@Context SecurityContext caller, @PathParam("function") String name) {
    return Answers.ok(
            new Page<>(
                versions.aliases(CallerContext.namespace(caller), name).stream()
                    .map(alias -> FunctionWire.alias(name, alias))
                    .toList(),
                null))
        .build();
  }

  @GET
  @Path("{alias}")
  public Response get(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @PathParam("alias") String alias,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    AliasRecord found = versions.alias(CallerContext.namespace(caller), name, alias);
    return Revisions.read(FunctionWire.alias(name, found), found.revision(), known);
  }

  @PUT
  @Path("{alias}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response set(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @PathParam("alias") String alias,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    AliasSpec spec = Json.read(Bodies.read(body, length, BODY_LIMIT), AliasSpec.class);
    AliasRecord set =
        versions.setAlias(
            CallerContext.namespace(caller), name, alias, spec, Revisions.required(ifMatch));
    return Revisions.tagged(
        set.revision() == 1
            ? Answers.created(FunctionWire.alias(name, set), "functions", name, "aliases", alias)
            : Answers.ok(FunctionWire.alias(name, set)),
        set.revision());
  }

  @DELETE
  @Path("{alias}")
  public Response delete(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @PathParam("alias") String alias,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    versions.deleteAlias(CallerContext.namespace(caller), name, alias, Revisions.required(ifMatch));
    return Response.noContent().build();
  }
}
