package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.PublishSpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.function.FunctionService;
import dev.sluice.core.function.Qualifiers;
import dev.sluice.core.function.VersionRecord;
import dev.sluice.core.function.VersionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Published versions of one function. Thread-safe. */
@Path("/v1/functions/{function}/versions")
@Produces(MediaType.APPLICATION_JSON)
public final class VersionsResource {
  private static final int BODY_LIMIT = 64 << 10;

  private final VersionService versions;
  private final FunctionService functions;

  VersionsResource(VersionService versions, FunctionService functions) {
    this.versions = versions;
    this.functions = functions;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response publish(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    byte[] sent = Bodies.read(body, length, BODY_LIMIT);
    String description = sent.length == 0 ? null : Json.read(sent, PublishSpec.class).description();
    VersionRecord made =
        versions.publish(
            CallerContext.namespace(caller), name, description, Revisions.required(ifMatch));
    return Answers.created(
            FunctionWire.version(name, made),
            "functions",
            name,
            "versions",
            Integer.toString(made.version()))
        .build();
  }

  @GET
  public Response list(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Params.limit(limit, FunctionsResource.USUAL_PAGE, FunctionsResource.MAX_PAGE);
    Integer before = cursor == null || cursor.isEmpty() ? null : Qualifiers.number(cursor);
    if (before == null && cursor != null && !cursor.isEmpty()) {
      throw Params.wrong("cursor", cursor, "Give the 'next' of the page before.");
    }
    List<VersionRecord> found =
        versions.list(CallerContext.namespace(caller), name, before, size + 1);
    return Answers.page(
        found,
        size,
        version -> FunctionWire.version(name, version),
        version -> Integer.toString(version.version()));
  }

  @GET
  @Path("{version}")
  public Response get(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @PathParam("version") String version) {
    return Answers.ok(
            FunctionWire.version(
                name, versions.get(CallerContext.namespace(caller), name, number(name, version))))
        .build();
  }

  @DELETE
  @Path("{version}")
  public Response delete(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @PathParam("version") String version) {
    versions.delete(CallerContext.namespace(caller), name, number(name, version));
    return Response.noContent().build();
  }

  /** Makes the version latest again. */
  @POST
  @Path("{version}/fork")
  public Response fork(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @PathParam("version") String version,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return FunctionsResource.answer(
        functions.fork(
            CallerContext.namespace(caller),
            name,
            number(name, version),
            Revisions.required(ifMatch)));
  }

  private static int number(String name, String version) {
    Integer number = Qualifiers.number(version);
    if (number == null) {
      throw new SluiceException(
          ErrorCode.VERSION_NOT_FOUND,
          "'" + Text.shorten(version, 80) + "' is not the number of a version of '" + name + "'.",
          "List its versions to see their numbers.");
    }
    return number;
  }
}
