package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.ExecutionStart;
import dev.sluice.api.Page;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService;
import dev.sluice.core.workflow.WorkflowService;
import dev.sluice.core.workflow.WorkflowVersion;
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
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Workflows, their versions, and starting them. Thread-safe. */
@Path("/v1/workflows")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkflowsResource {
  private static final int MOST_BYTES = 2 << 20;
  private static final int MOST_KEY = 1_000;

  private final WorkflowService workflows;
  private final ExecutionService executions;

  WorkflowsResource(WorkflowService workflows, ExecutionService executions) {
    this.workflows = workflows;
    this.executions = executions;
  }

  @GET
  public Response list(@Context SecurityContext caller) {
    return Answers.ok(
            new Page<>(
                workflows.list(CallerContext.namespace(caller)).stream()
                    .map(WorkflowWire::listed)
                    .toList(),
                null))
        .build();
  }

  /** Takes the file itself, YAML or JSON, whatever its content type is called. */
  @POST
  public Response deploy(
      @Context SecurityContext caller,
      @QueryParam("name") @Nullable String name,
      @QueryParam("manifest") @Nullable String manifest,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    String text = new String(Bodies.read(body, length, MOST_BYTES), StandardCharsets.UTF_8);
    WorkflowVersion is =
        workflows.deploy(
            CallerContext.namespace(caller), Params.text(name), text, Params.text(manifest));
    return Answers.created(WorkflowWire.workflow(is), "workflows", is.workflow()).build();
  }

  @GET
  @Path("{workflow}")
  public Response get(
      @Context SecurityContext caller,
      @PathParam("workflow") String workflow,
      @QueryParam("version") @Nullable String version) {
    Integer number =
        version == null || version.isEmpty()
            ? null
            : Integer.valueOf(Params.limit(version, 1, 999_999_999));
    return Answers.ok(
            WorkflowWire.workflow(workflows.get(CallerContext.namespace(caller), workflow, number)))
        .build();
  }

  @DELETE
  @Path("{workflow}")
  public Response delete(@Context SecurityContext caller, @PathParam("workflow") String workflow) {
    workflows.delete(CallerContext.namespace(caller), workflow);
    return Response.noContent().build();
  }

  @GET
  @Path("{workflow}/versions")
  public Response versions(
      @Context SecurityContext caller, @PathParam("workflow") String workflow) {
    return Answers.ok(
            new Page<>(
                workflows.versions(CallerContext.namespace(caller), workflow).stream()
                    .map(WorkflowWire::listed)
                    .toList(),
                null))
        .build();
  }

  /** Starts an execution, which is on disk when the answer comes. */
  @POST
  @Path("{workflow}/executions")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response start(
      @Context SecurityContext caller,
      @PathParam("workflow") String workflow,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    ExecutionStart start = Json.read(Bodies.read(body, length, MOST_BYTES), ExecutionStart.class);
    String key = Params.text(start.key());
    if (key != null && key.length() > MOST_KEY) {
      throw SluiceException.of(
          ErrorCode.INVALID_REQUEST, "A key has at most " + MOST_KEY + " characters.");
    }
    ExecutionRecord is =
        executions.start(
            CallerContext.namespace(caller),
            workflow,
            start.version() == null ? start.qualifier() : start.version().toString(),
            key,
            WorkflowWire.tree(start.input()));
    return Answers.created(
            WorkflowWire.execution(executions.details(is.namespace(), is.id())),
            "executions",
            is.id())
        .build();
  }
}
