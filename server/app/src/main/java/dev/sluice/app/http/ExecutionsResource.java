package dev.sluice.app.http;

import dev.sluice.api.ExecutionBatch;
import dev.sluice.api.ExecutionBatchDone;
import dev.sluice.api.ExecutionFix;
import dev.sluice.api.Page;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService;
import dev.sluice.core.workflow.ExecutionService.HistoryPart;
import dev.sluice.core.workflow.ExecutionService.Search;
import dev.sluice.core.workflow.engine.Command;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
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
  private static final int USUAL_HISTORY = 1_000;
  private static final int MOST_HISTORY = 10_000;
  private static final int MOST_AT_ONCE = 500;
  private static final List<String> STATES =
      Arrays.stream(Status.values()).map(WorkflowWire::word).toList();

  private final ExecutionService executions;

  ExecutionsResource(ExecutionService executions) {
    this.executions = executions;
  }

  @GET
  public Response list(
      @Context SecurityContext caller,
      @Context UriInfo uri,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Params.limit(limit, FunctionsResource.USUAL_PAGE, FunctionsResource.MAX_PAGE);
    MultivaluedMap<String, String> given = uri.getQueryParameters();
    Search search =
        new Search(
            Params.text(given.getFirst("workflow")),
            status(given.getFirst("status")),
            Params.text(given.getFirst("key")),
            Params.instant("from", given.getFirst("from")),
            Params.instant("to", given.getFirst("to")),
            Params.text(given.getFirst("state")),
            Params.text(cursor));
    List<ExecutionRecord> found =
        executions.list(CallerContext.namespace(caller), search, size + 1);
    return Answers.page(found, size, WorkflowWire::listed, ExecutionRecord::id);
  }

  private static @Nullable Status status(@Nullable String text) {
    String word = Params.word("status", text, STATES);
    return word == null ? null : Status.valueOf(word.toUpperCase(Locale.ROOT));
  }

  @GET
  @Path("{execution}")
  public Response get(@Context SecurityContext caller, @PathParam("execution") String id) {
    return answer(CallerContext.namespace(caller), id);
  }

  /** What happened, the oldest first. */
  @GET
  @Path("{execution}/history")
  public Response history(
      @Context SecurityContext caller,
      @PathParam("execution") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int most = Params.limit(limit, USUAL_HISTORY, MOST_HISTORY);
    int from = Params.text(cursor) == null ? 0 : Params.limit(cursor, 0, Integer.MAX_VALUE);
    String namespace = CallerContext.namespace(caller);
    HistoryPart part = executions.history(namespace, id, from, most);
    boolean more = part.next() < executions.get(namespace, id).events();
    return Answers.ok(new Page<>(part.events(), more ? Integer.toString(part.next()) : null))
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
    Command command = ExecutionFixes.command(fix, how, CallerContext.caller(caller).name());
    String namespace = CallerContext.namespace(caller);
    ExecutionRecord unused = executions.tell(namespace, id, command);
    return answer(namespace, id);
  }

  /** Does something about many, or tells what would be done. */
  @POST
  @Path("fixes")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response fixAll(
      @Context SecurityContext caller,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    ExecutionBatch batch = Json.read(Bodies.read(body, length, MOST_BYTES), ExecutionBatch.class);
    ExecutionFix how =
        batch.how() == null
            ? new ExecutionFix(null, null, null, null, null, null, null)
            : batch.how();
    String fix = batch.fix() == null ? "" : batch.fix();
    Command command = ExecutionFixes.command(fix, how, CallerContext.caller(caller).name());
    String namespace = CallerContext.namespace(caller);
    List<String> ids = batch.ids() == null ? found(namespace, batch) : batch.ids();
    boolean preview = Boolean.TRUE.equals(batch.preview());
    return Answers.ok(
            new ExecutionBatchDone(
                preview,
                ids.size() > MOST_AT_ONCE,
                ids.stream()
                    .limit(MOST_AT_ONCE)
                    .map(id -> fixed(namespace, id, command, preview))
                    .toList()))
        .build();
  }

  private List<String> found(String namespace, ExecutionBatch batch) {
    Search search =
        new Search(
            Params.text(batch.workflow()),
            status(batch.status()),
            Params.text(batch.key()),
            batch.from(),
            batch.to(),
            Params.text(batch.state()),
            null);
    return executions.list(namespace, search, MOST_AT_ONCE + 1).stream()
        .map(ExecutionRecord::id)
        .toList();
  }

  private ExecutionBatchDone.Item fixed(
      String namespace, String id, Command command, boolean preview) {
    try {
      ExecutionRecord before = executions.get(namespace, id);
      if (!preview) {
        ExecutionRecord unused = executions.tell(namespace, id, command);
      }
      ExecutionService.Whereabouts after =
          preview
              ? executions.preview(namespace, id, command)
              : executions.whereabouts(namespace, id);
      return new ExecutionBatchDone.Item(
          id,
          before.workflow(),
          WorkflowWire.word(after.record().status()),
          after.tasks(),
          after.record().events() > before.events(),
          null);
    } catch (SluiceException e) {
      return new ExecutionBatchDone.Item(id, null, null, null, false, e.detail());
    }
  }

  private Response answer(String namespace, String id) {
    return Answers.ok(WorkflowWire.execution(executions.details(namespace, id))).build();
  }
}
