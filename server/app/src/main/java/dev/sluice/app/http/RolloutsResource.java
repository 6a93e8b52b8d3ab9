package dev.sluice.app.http;

import dev.sluice.api.RolloutSpec;
import dev.sluice.core.access.Caller;
import dev.sluice.core.rollout.Rollout;
import dev.sluice.core.rollout.RolloutService;
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

/** Rollouts of a function. Thread-safe. */
@Path("/v1/functions/{function}/rollouts")
@Produces(MediaType.APPLICATION_JSON)
public final class RolloutsResource {
  private static final int BODY_LIMIT = 1 << 20;

  private final RolloutService rollouts;

  RolloutsResource(RolloutService rollouts) {
    this.rollouts = rollouts;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response start(
      @Context SecurityContext context,
      @PathParam("function") String function,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    Caller caller = CallerContext.caller(context);
    RolloutSpec spec = Json.readExactly(Bodies.read(body, length, BODY_LIMIT), RolloutSpec.class);
    Rollout started = rollouts.start(caller.namespace(), function, spec, caller.name());
    return Answers.created(whole(started), "functions", function, "rollouts", started.id()).build();
  }

  @GET
  public Response list(
      @Context SecurityContext caller,
      @PathParam("function") String function,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Params.limit(limit, FunctionsResource.USUAL_PAGE, FunctionsResource.MAX_PAGE);
    return Answers.page(
        rollouts.list(CallerContext.namespace(caller), function, Params.text(cursor), size + 1),
        size,
        rollout -> RolloutWire.rollout(rollout, null),
        Rollout::id);
  }

  @GET
  @Path("{rollout}")
  public Response get(
      @Context SecurityContext caller,
      @PathParam("function") String function,
      @PathParam("rollout") String id) {
    return answer(rollouts.get(CallerContext.namespace(caller), function, id));
  }

  /** Goes on to the next step, or makes the canary the only version. */
  @POST
  @Path("{rollout}/promote")
  public Response promote(
      @Context SecurityContext context,
      @PathParam("function") String function,
      @PathParam("rollout") String id,
      @QueryParam("full") @Nullable String full) {
    Caller caller = CallerContext.caller(context);
    return answer(
        rollouts.promote(
            caller.namespace(), function, id, Params.flag("full", full), caller.name()));
  }

  /** Lets it not go on by itself. */
  @POST
  @Path("{rollout}/hold")
  public Response hold(
      @Context SecurityContext context,
      @PathParam("function") String function,
      @PathParam("rollout") String id) {
    Caller caller = CallerContext.caller(context);
    return answer(rollouts.hold(caller.namespace(), function, id, caller.name()));
  }

  /** Begins its step once more. */
  @POST
  @Path("{rollout}/resume")
  public Response resume(
      @Context SecurityContext context,
      @PathParam("function") String function,
      @PathParam("rollout") String id) {
    Caller caller = CallerContext.caller(context);
    return answer(rollouts.resume(caller.namespace(), function, id, caller.name()));
  }

  /** Gives the stable version all of the traffic. */
  @POST
  @Path("{rollout}/rollback")
  public Response rollBack(
      @Context SecurityContext context,
      @PathParam("function") String function,
      @PathParam("rollout") String id) {
    Caller caller = CallerContext.caller(context);
    return answer(rollouts.rollBack(caller.namespace(), function, id, caller.name()));
  }

  private Response answer(Rollout rollout) {
    return Answers.ok(whole(rollout)).build();
  }

  private Object whole(Rollout rollout) {
    return RolloutWire.rollout(rollout, rollouts.log(rollout));
  }
}
