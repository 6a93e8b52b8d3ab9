package dev.sluice.app.http;

import dev.sluice.api.FunctionSpec;
import dev.sluice.api.RefreshInfo;
import dev.sluice.core.function.CodeCheck;
import dev.sluice.core.function.CodeRefreshes;
import dev.sluice.core.function.CodeRefreshes.Refreshed;
import dev.sluice.core.function.FunctionQuery;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.FunctionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** Functions: make, list, read, replace, change, refresh, delete, enable, disable. Thread-safe. */
@Path("/v1/functions")
@Produces(MediaType.APPLICATION_JSON)
public final class FunctionsResource {
  static final int USUAL_PAGE = 100;
  static final int MAX_PAGE = 1_000;

  private final FunctionService functions;
  private final CodeRefreshes refreshes;
  private final int bodyLimit;

  FunctionsResource(FunctionService functions, CodeRefreshes refreshes, int bodyLimit) {
    this.functions = functions;
    this.refreshes = refreshes;
    this.bodyLimit = bodyLimit;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Context SecurityContext caller,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    FunctionSpec spec = Json.read(Bodies.read(body, length, bodyLimit), FunctionSpec.class);
    functions.requireFetchAllowed(CallerContext.caller(caller), spec.code());
    functions.requireBindingsAllowed(CallerContext.caller(caller), spec.bindings());
    FunctionRecord made = functions.create(CallerContext.namespace(caller), spec);
    return Revisions.tagged(
        Answers.created(FunctionWire.function(made), "functions", made.name()), made.revision());
  }

  @GET
  public Response list(
      @Context SecurityContext caller,
      @QueryParam("label") List<String> labels,
      @QueryParam("q") @Nullable String text,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Params.limit(limit, USUAL_PAGE, MAX_PAGE);
    List<FunctionRecord> found =
        functions.list(
            new FunctionQuery(
                CallerContext.namespace(caller),
                Params.pairs("label", labels),
                Params.text(text),
                Params.text(cursor),
                size + 1));
    return Answers.page(found, size, FunctionWire::function, FunctionRecord::name);
  }

  @GET
  @Path("{function}")
  public Response get(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    FunctionRecord function = functions.get(CallerContext.namespace(caller), name);
    CodeCheck check = refreshes.check(function).orElse(null);
    // A check is no change of the function: who knows its revision still wants to see the check.
    return Revisions.read(
        FunctionWire.function(function, check), function.revision(), check == null ? known : null);
  }

  @PUT
  @Path("{function}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    FunctionSpec spec = Json.read(Bodies.read(body, length, bodyLimit), FunctionSpec.class);
    functions.requireFetchAllowed(CallerContext.caller(caller), spec.code());
    functions.requireBindingsAllowed(CallerContext.caller(caller), spec.bindings());
    return answer(
        functions.replace(
            CallerContext.namespace(caller), name, spec, Revisions.required(ifMatch)));
  }

  @PATCH
  @Path("{function}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response change(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    FunctionSpec spec = Json.read(Bodies.read(body, length, bodyLimit), FunctionSpec.class);
    functions.requireFetchAllowed(CallerContext.caller(caller), spec.code());
    functions.requireBindingsAllowed(CallerContext.caller(caller), spec.bindings());
    return answer(
        functions.update(CallerContext.namespace(caller), name, spec, Revisions.required(ifMatch)));
  }

  @DELETE
  @Path("{function}")
  public Response delete(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    functions.delete(CallerContext.namespace(caller), name, Revisions.required(ifMatch));
    return Response.noContent().build();
  }

  /** Fetches the code again. */
  @POST
  @Path("{function}/refresh")
  public Response refresh(@Context SecurityContext caller, @PathParam("function") String name) {
    Refreshed done = refreshes.refresh(CallerContext.namespace(caller), name);
    FunctionRecord function = done.function();
    return Revisions.tagged(
        Answers.ok(
            new RefreshInfo(
                done.changed() ? RefreshInfo.CHANGED : RefreshInfo.UNCHANGED,
                done.revision(),
                FunctionWire.function(function, refreshes.check(function).orElse(null)))),
        function.revision());
  }

  @POST
  @Path("{function}/enable")
  public Response enable(@Context SecurityContext caller, @PathParam("function") String name) {
    return answer(functions.setEnabled(CallerContext.namespace(caller), name, true));
  }

  @POST
  @Path("{function}/disable")
  public Response disable(@Context SecurityContext caller, @PathParam("function") String name) {
    return answer(functions.setEnabled(CallerContext.namespace(caller), name, false));
  }

  static Response answer(FunctionRecord function) {
    return Revisions.tagged(Answers.ok(FunctionWire.function(function)), function.revision());
  }
}
