package dev.sluice.app.http;

import dev.sluice.api.AssociationShard;
import dev.sluice.api.Page;
import dev.sluice.core.association.ShardInfo;
import dev.sluice.core.association.ShardService;
import dev.sluice.core.queue.Positions;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.StreamStore.Checkpoint;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the shards of an ordered association are, and what stops them. Thread-safe. */
@Path("/v1/associations/{association}/shards")
@Produces(MediaType.APPLICATION_JSON)
public final class ShardsResource {
  private final ShardService shards;
  private final Clock clock;

  ShardsResource(ShardService shards, Clock clock) {
    this.shards = shards;
    this.clock = clock;
  }

  @GET
  public Response list(@Context SecurityContext caller, @PathParam("association") String name) {
    Instant now = clock.instant();
    return Answers.ok(
            new Page<>(
                shards.list(CallerContext.namespace(caller), name).stream()
                    .map(is -> shard(is, now))
                    .toList(),
                null))
        .build();
  }

  /** Has the event that stops it tried again. */
  @POST
  @Path("{shard}/retry")
  public Response retry(
      @Context SecurityContext caller,
      @PathParam("association") String name,
      @PathParam("shard") String shard,
      @QueryParam("function") @Nullable String function) {
    shards.retry(CallerContext.namespace(caller), name, shard, Params.text(function));
    return Response.noContent().build();
  }

  /** Makes the event that stops it a dead letter. */
  @POST
  @Path("{shard}/skip")
  public Response skip(
      @Context SecurityContext caller,
      @PathParam("association") String name,
      @PathParam("shard") String shard,
      @QueryParam("function") @Nullable String function) {
    shards.skip(CallerContext.namespace(caller), name, shard, Params.text(function));
    return Response.noContent().build();
  }

  private static AssociationShard shard(ShardInfo is, Instant now) {
    Checkpoint checkpoint = is.checkpoint();
    Instant oldest = is.backlog().oldest();
    QueuedEvent blocking = is.blocking();
    return new AssociationShard(
        is.queue().function(),
        String.valueOf(is.queue().shard()),
        blocking == null ? "running" : "blocked",
        checkpoint == null ? null : (Long) checkpoint.position(),
        checkpoint == null ? 0 : checkpoint.settled(),
        checkpoint == null ? null : checkpoint.settledAt(),
        is.backlog().waiting(),
        oldest,
        oldest == null ? null : InvocationWire.millis(Duration.between(oldest, now)),
        is.backlog().dead(),
        blocking == null ? null : blocking(blocking));
  }

  private static AssociationShard.Blocking blocking(QueuedEvent event) {
    return new AssociationShard.Blocking(
        event.id(),
        event.content().eventId(),
        event.content().source(),
        event.routing().lane(),
        Positions.of(event.dueAt()),
        InvocationWire.error(event.failure()));
  }
}
