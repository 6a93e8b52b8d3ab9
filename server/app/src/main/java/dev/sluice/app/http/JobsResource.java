package dev.sluice.app.http;

import dev.sluice.api.JobInfo;
import dev.sluice.api.JobRetried;
import dev.sluice.core.job.Job;
import dev.sluice.core.job.Job.State;
import dev.sluice.core.job.JobService;
import dev.sluice.core.job.TaskEnd;
import dev.sluice.core.job.TaskEnd.Outcome;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Batch jobs: how far they are, what came of their tasks. Thread-safe. */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobsResource {
  private static final List<String> STATES = words(State.values());
  private static final List<String> OUTCOMES = words(Outcome.values());

  private final JobService jobs;

  JobsResource(JobService jobs) {
    this.jobs = jobs;
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(InvocationWire::word).toList();
  }

  @GET
  public Response list(
      @Context SecurityContext caller,
      @QueryParam("function") @Nullable String function,
      @QueryParam("status") @Nullable String status,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return page(jobs, caller, Params.text(function), status, limit, cursor);
  }

  static Response page(
      JobService jobs,
      SecurityContext caller,
      @Nullable String function,
      @Nullable String status,
      @Nullable String limit,
      @Nullable String cursor) {
    int size = Params.limit(limit, FunctionsResource.USUAL_PAGE, FunctionsResource.MAX_PAGE);
    String word = Params.word("status", status, STATES);
    List<Job> found =
        jobs.list(
            CallerContext.namespace(caller),
            function,
            word == null ? null : State.valueOf(word.toUpperCase(Locale.ROOT)),
            Params.text(cursor),
            size + 1);
    return Answers.page(found, size, job -> info(jobs, job), Job::id);
  }

  @GET
  @Path("{job}")
  public Response get(@Context SecurityContext caller, @PathParam("job") String id) {
    JobService.Now now = jobs.now(CallerContext.namespace(caller), id);
    return Answers.ok(JobWire.job(now.job(), now.running())).build();
  }

  /** Takes all tasks out that do not run. */
  @DELETE
  @Path("{job}")
  public Response cancel(@Context SecurityContext caller, @PathParam("job") String id) {
    return Answers.ok(info(jobs, jobs.cancel(CallerContext.namespace(caller), id))).build();
  }

  /** Lets no task begin. */
  @POST
  @Path("{job}/pause")
  public Response pause(@Context SecurityContext caller, @PathParam("job") String id) {
    return Answers.ok(info(jobs, jobs.pause(CallerContext.namespace(caller), id))).build();
  }

  /** Lets tasks begin again. */
  @POST
  @Path("{job}/resume")
  public Response resume(@Context SecurityContext caller, @PathParam("job") String id) {
    return Answers.ok(info(jobs, jobs.resume(CallerContext.namespace(caller), id))).build();
  }

  /** Runs tasks again that failed: one of them, or all. */
  @POST
  @Path("{job}/retry")
  public Response retry(
      @Context SecurityContext caller,
      @PathParam("job") String id,
      @QueryParam("task") @Nullable String task) {
    int count = jobs.retry(CallerContext.namespace(caller), id, number("task", task));
    return Answers.ok(new JobRetried(count)).build();
  }

  /** How tasks have ended, by their numbers, also while others run. */
  @GET
  @Path("{job}/results")
  public Response results(
      @Context SecurityContext caller,
      @PathParam("job") String id,
      @QueryParam("status") @Nullable String status,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Params.limit(limit, FunctionsResource.USUAL_PAGE, FunctionsResource.MAX_PAGE);
    String word = Params.word("status", status, OUTCOMES);
    Long after = number("cursor", cursor);
    List<TaskEnd> found =
        jobs.ends(
            CallerContext.namespace(caller),
            id,
            word == null ? null : Outcome.valueOf(word.toUpperCase(Locale.ROOT)),
            after == null ? -1 : after,
            size + 1);
    return Answers.page(found, size, JobWire::result, end -> Long.toString(end.task()));
  }

  private static @Nullable Long number(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!text.matches("[0-9]{1,15}")) {
      throw Params.wrong(name, text, "It is the number of a task, 0 and up.");
    }
    return Long.valueOf(text);
  }

  static JobInfo info(JobService jobs, Job job) {
    return JobWire.job(job, jobs.running(job));
  }
}
