package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.InstanceInfo;
import dev.sluice.api.Page;
import dev.sluice.core.SluiceException;
import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.invocation.pool.PooledInstance;
import dev.sluice.core.invocation.pool.Roster;
import dev.sluice.spi.sandbox.Instance;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The instances that serve the caller's functions. Thread-safe. */
@Path("/v1/instances")
@Produces(MediaType.APPLICATION_JSON)
public final class InstancesResource {
  private static final Comparator<InstanceInfo> ORDER =
      Comparator.comparing(InstanceInfo::function)
          .thenComparing(InstanceInfo::version)
          .thenComparing(InstanceInfo::startedAt);

  private final Roster roster;
  private final Clock clock;

  InstancesResource(Roster roster, Clock clock) {
    this.roster = roster;
    this.clock = clock;
  }

  @GET
  public Response list(
      @Context SecurityContext caller, @QueryParam("function") @Nullable String function) {
    String wanted = Params.text(function);
    Instant now = clock.instant();
    return Answers.ok(
            new Page<>(
                roster.list(CallerContext.namespace(caller)).stream()
                    .filter(one -> wanted == null || one.key().function().equals(wanted))
                    .map(one -> info(one, now))
                    .sorted(ORDER)
                    .toList(),
                null))
        .build();
  }

  /** Ends it; the call that it serves fails. */
  @DELETE
  @Path("{instance}")
  public Response end(@Context SecurityContext caller, @PathParam("instance") String id) {
    if (!roster.end(CallerContext.namespace(caller), id)) {
      throw new SluiceException(
          ErrorCode.INSTANCE_NOT_FOUND,
          "There is no instance '" + id + "'.",
          "It may have ended by itself: list those that there are with 'sluice instance list'.");
    }
    return Response.noContent().build();
  }

  private static InstanceInfo info(PooledInstance one, Instant now) {
    InstanceKey key = one.key();
    Instance instance = one.instance();
    return new InstanceInfo(
        instance.id(),
        key.function(),
        key.version(),
        key.definition().runtime(),
        one.leaving() ? "leaving" : one.idle() ? "idle" : "busy",
        instance.invocation(),
        now.minus(one.age()),
        now.minus(one.lasting()),
        one.calls(),
        instance.memoryBytes(),
        key.definition().memoryMiB());
  }
}
