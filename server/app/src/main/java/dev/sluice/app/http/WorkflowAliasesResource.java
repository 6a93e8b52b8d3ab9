package dev.sluice.app.http;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.Page;
import dev.sluice.core.workflow.WorkflowService;
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

/** Aliases of one workflow. Thread-safe. */
@Path("/v1/workflows/{workflow}/aliases")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkflowAliasesResource {
  private static final int BODY_LIMIT = 1 << 20;

  private final WorkflowService workflows;

  WorkflowAliasesResource(WorkflowService workflows) {
    this.workflows = workflows;
  }

  @GET
  public Response list(@Context SecurityContext caller, @PathParam("workflow") String workflow) {
    return Answers.ok(
            new Page<>(
                workflows.aliases(CallerContext.namespace(caller), workflow).stream()
                    .map(WorkflowWire::alias)
                    .toList(),
                null))
        .build();
  }

  @PUT
  @Path("{alias}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response set(
      @Context SecurityContext caller,
      @PathParam("workflow") String workflow,
      @PathParam("alias") String alias,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    AliasSpec spec = Json.read(Bodies.read(body, length, BODY_LIMIT), AliasSpec.class);
    return Answers.ok(
            WorkflowWire.alias(
                workflows.setAlias(
                    CallerContext.namespace(caller), workflow, alias, spec.weights())))
        .build();
  }

  @DELETE
  @Path("{alias}")
  public Response delete(
      @Context SecurityContext caller,
      @PathParam("workflow") String workflow,
      @PathParam("alias") String alias) {
    workflows.deleteAlias(CallerContext.namespace(caller), workflow, alias);
    return Response.noContent().build();
  }
}
