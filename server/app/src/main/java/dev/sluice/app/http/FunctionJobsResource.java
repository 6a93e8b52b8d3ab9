package dev.sluice.app.http;

import dev.sluice.api.JobSpec;
import dev.sluice.core.job.Job;
import dev.sluice.core.job.JobService;
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
import org.jspecify.annotations.Nullable;

/** Batch jobs of a function. Thread-safe. */
@Path("/v1/functions/{function}/jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class FunctionJobsResource {
  private static final int BODY_LIMIT = 16 << 20;

  private final JobService jobs;
  private final JobInputs inputs;

  FunctionJobsResource(JobService jobs, JobInputs inputs) {
    this.jobs = jobs;
    this.inputs = inputs;
  }

  /** What it answers is on disk, and goes on whatever happens. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response start(
      @Context SecurityContext caller,
      @PathParam("function") String function,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    String namespace = CallerContext.namespace(caller);
    jobs.require(namespace, function);
    JobSpec spec = Json.readExactly(Bodies.read(body, length, BODY_LIMIT), JobSpec.class);
    JobInputs.check(spec);
    Job job =
        jobs.start(namespace, function, spec, () -> inputs.of(CallerContext.caller(caller), spec));
    return Answers.created(JobsResource.info(jobs, job), "jobs", job.id()).build();
  }

  @GET
  public Response ofFunction(
      @Context SecurityContext caller,
      @PathParam("function") String function,
      @QueryParam("status") @Nullable String status,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    jobs.require(CallerContext.namespace(caller), function);
    return JobsResource.page(jobs, caller, function, status, limit, cursor);
  }
}
