package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.ExecutionFix;
import dev.sluice.api.Page;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.HistoryEvent.Audit;
import dev.sluice.core.workflow.engine.State.Status;
import jakarta.ws.rs.Consumes;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Executions of workflows: where they are, what happened, and what is done about it. Thread-safe.
 */
@Path("/v1/executions")
@Produces(MediaType.APPLICATION_JSON)
public final class ExecutionsResource {
  private static final int MOST_BYTES = 2 << 20;
  private static final List<String> STATES =
      Arrays.stream(Status.values()).map(WorkflowWire::word).toList();

  private final ExecutionService executions;

  ExecutionsResource(ExecutionService executions) {
    this.executions = executions;
  }

  @GET
  public Response list(
      @Context SecurityContext caller,
      @QueryParam("workflow") @Nullable String workflow,
      @QueryParam("status") @Nullable String status,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Params.limit(limit, FunctionsResource.USUAL_PAGE, FunctionsResource.MAX_PAGE);
    String state = Params.word("status", status, STATES);
    List<ExecutionRecord> found =
        executions.list(
            CallerContext.namespace(caller),
            Params.text(workflow),
            state == null ? null : state.toUpperCase(Locale.ROOT),
            Params.text(cursor),
            size + 1);
    return Answers.page(found, size, WorkflowWire::listed, ExecutionRecord::id);
  }

  @GET
  @Path("{execution}")
  public Response get(@Context SecurityContext caller, @PathParam("execution") String id) {
    return answer(CallerContext.namespace(caller), id);
  }

  /** What happened, the oldest first. */
  @GET
  @Path("{execution}/history")
  public Response history(@Context SecurityContext caller, @PathParam("execution") String id) {
    return Answers.ok(new Page<>(executions.history(CallerContext.namespace(caller), id), null))
        .build();
  }

  /** What it waits for. */
  @GET
  @Path("{execution}/explain")
  public Response explain(@Context SecurityContext caller, @PathParam("execution") String id) {
    return Answers.ok(
            WorkflowWire.explanation(executions.details(CallerContext.namespace(caller), id)))
        .build();
  }

  /** Does something about it; what follows is on disk when the answer comes. */
  @POST
  @Path("{execution}/{fix}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response fix(
      @Context SecurityContext caller,
      @PathParam("execution") String id,
      @PathParam("fix") String fix,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    ExecutionFix how = Json.read(Bodies.read(body, length, MOST_BYTES), ExecutionFix.class);
    String why = how.why() == null ? "" : how.why();
    Audit audit = new Audit(CallerContext.caller(caller).name(), why);
    String namespace = CallerContext.namespace(caller);
    ExecutionRecord unused = executions.tell(namespace, id, command(fix, how, audit));
    return answer(namespace, id);
  }

  private static Command command(String fix, ExecutionFix how, Audit audit) {
    return switch (fix) {
      case "suspend" -> new Command.Suspend(audit);
      case "resume" -> new Command.Resume(audit);
      case "cancel" -> new Command.Cancel(audit);
      case "retry", "redrive" ->
          new Command.Fix(
              new Command.Retry(
                  how.task(), how.input() == null ? null : WorkflowWire.tree(how.input())),
              audit);
      case "skip" ->
          new Command.Fix(new Command.Skip(how.task(), WorkflowWire.tree(how.output())), audit);
      case "jump" ->
          new Command.Fix(
              new Command.Jump(
                  how.task(),
                  required("target", how.target()),
                  how.input() == null ? null : WorkflowWire.tree(how.input())),
              audit);
      case "context" ->
          new Command.Fix(new Command.EditContext(WorkflowWire.tree(how.context())), audit);
      case "timer" -> new Command.Fix(new Command.FireTimer(how.task()), audit);
      case "deliver" -> new Command.Deliver(WorkflowWire.tree(required("event", how.event())));
      default ->
          throw new SluiceException(
              ErrorCode.ROUTE_NOT_FOUND,
              "'" + fix + "' is nothing that is done about executions.",
              "It is suspend, resume, cancel, retry, redrive, skip, jump, context, timer or"
                  + " deliver.");
    };
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw SluiceException.of(ErrorCode.INVALID_REQUEST, "The field '" + field + "' is missing.");
    }
    return value;
  }

  private Response answer(String namespace, String id) {
    return Answers.ok(WorkflowWire.execution(executions.details(namespace, id))).build();
  }
}
