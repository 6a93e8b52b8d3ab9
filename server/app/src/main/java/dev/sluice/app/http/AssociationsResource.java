package dev.sluice.app.http;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.Page;
import dev.sluice.api.Replay;
import dev.sluice.api.ReplayDone;
import dev.sluice.core.association.Association;
import dev.sluice.core.association.Association.State;
import dev.sluice.core.association.AssociationService;
import dev.sluice.core.association.Associations;
import dev.sluice.core.association.CombinationService;
import dev.sluice.core.association.ReplayStart;
import dev.sluice.core.association.ShardService;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.queue.Backlog;
import dev.sluice.core.queue.DeadLetterQuery;
import dev.sluice.core.queue.DeadLetters;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.combination.Counts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What connects sources of events with functions. Thread-safe. */
@Path("/v1/associations")
@Produces(MediaType.APPLICATION_JSON)
public final class AssociationsResource {
  private static final int BODY_LIMIT = 1 << 20;

  private final AssociationService associations;
  private final ShardService shards;
  private final CombinationService combinations;
  private final EventQueue queue;
  private final DeadLetters deadLetters;
  private final Clock clock;

  AssociationsResource(Associations parts, EventQueue queue, DeadLetters deadLetters, Clock clock) {
    this.associations = parts.service();
    this.shards = parts.shards();
    this.combinations = parts.combinations();
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  @GET
  public Response list(@Context SecurityContext caller) {
    String namespace = CallerContext.namespace(caller);
    List<Association> all = associations.list(namespace);
    Numbers numbers = numbers(namespace, all);
    return Answers.ok(new Page<>(all.stream().map(is -> info(is, numbers)).toList(), null)).build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Context SecurityContext caller,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    Association made = associations.create(CallerContext.namespace(caller), read(body, length));
    return Revisions.tagged(
        Answers.created(info(made, Numbers.NONE), "associations", made.name()), made.revision());
  }

  @GET
  @Path("{association}")
  public Response get(@Context SecurityContext caller, @PathParam("association") String name) {
    return answer(associations.get(CallerContext.namespace(caller), name));
  }

  @PUT
  @Path("{association}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(
      @Context SecurityContext caller,
      @PathParam("association") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    String namespace = CallerContext.namespace(caller);
    associations.get(namespace, name);
    return answer(
        associations.replace(namespace, name, read(body, length), Revisions.required(ifMatch)));
  }

  @DELETE
  @Path("{association}")
  public Response delete(@Context SecurityContext caller, @PathParam("association") String name) {
    associations.delete(CallerContext.namespace(caller), name);
    return Response.noContent().build();
  }

  /** Keeps events for later. */
  @POST
  @Path("{association}/pause")
  public Response pause(@Context SecurityContext caller, @PathParam("association") String name) {
    return set(caller, name, State.PAUSED);
  }

  /** Runs what was kept, and what comes. */
  @POST
  @Path("{association}/resume")
  public Response resume(@Context SecurityContext caller, @PathParam("association") String name) {
    return set(caller, name, State.ENABLED);
  }

  @POST
  @Path("{association}/enable")
  public Response enable(@Context SecurityContext caller, @PathParam("association") String name) {
    return set(caller, name, State.ENABLED);
  }

  /** Lets events pass by. */
  @POST
  @Path("{association}/disable")
  public Response disable(@Context SecurityContext caller, @PathParam("association") String name) {
    return set(caller, name, State.DISABLED);
  }

  /** Delivers events again that an ordered association has kept. */
  @POST
  @Path("{association}/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replay(
      @Context SecurityContext caller,
      @PathParam("association") String name,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    String namespace = CallerContext.namespace(caller);
    associations.get(namespace, name);
    Replay asked = Json.read(Bodies.read(body, length, BODY_LIMIT), Replay.class);
    ReplayStart start = new ReplayStart(asked.position(), asked.time(), Params.text(asked.event()));
    int events = shards.replay(namespace, name, start, Params.text(asked.function()));
    return Answers.ok(new ReplayDone(events)).build();
  }

  private Response set(SecurityContext caller, String name, State state) {
    return answer(associations.set(CallerContext.namespace(caller), name, state, null));
  }

  private Response answer(Association is) {
    return Revisions.tagged(
        Answers.ok(info(is, numbers(is.namespace(), List.of(is)))), is.revision());
  }

  /**
   * What is counted of the associations of a namespace.
   *
   * @param blocked how many shards of each are stopped
   */
  private record Numbers(
      Map<QueueName, Backlog> backlogs,
      Map<String, Integer> blocked,
      Map<String, Counts> combinations) {
    static final Numbers NONE = new Numbers(Map.of(), Map.of(), Map.of());
  }

  private Numbers numbers(String namespace, List<Association> some) {
    boolean anyOrdered = some.stream().anyMatch(is -> is.rule().ordered() != null);
    boolean anyCombines = some.stream().anyMatch(is -> is.rule().combine() != null);
    return new Numbers(
        queue.backlogs(namespace),
        anyOrdered ? shards.blocked(namespace) : Map.of(),
        anyCombines ? combinations.counts(namespace) : Map.of());
  }

  private AssociationInfo info(Association is, Numbers numbers) {
    Backlog sum =
        numbers.backlogs().entrySet().stream()
            .filter(entry -> entry.getKey().association().equals(is.name()))
            .map(Map.Entry::getValue)
            .reduce(Backlog.NONE, Backlog::plus);
    return AssociationWire.association(
        is,
        sum,
        is.rule().ordered() == null ? null : numbers.blocked().getOrDefault(is.name(), 0),
        numbers.combinations().getOrDefault(is.name(), Counts.NONE),
        sum.dead() == 0 ? null : last(is),
        clock.instant());
  }

  private @Nullable Failure last(Association is) {
    List<Failure> newest =
        deadLetters
            .list(new DeadLetterQuery(is.namespace(), null, is.name(), null, null, 1))
            .stream()
            .map(dead -> dead.failure())
            .filter(Objects::nonNull)
            .toList();
    return newest.isEmpty() ? null : newest.get(0);
  }

  private static AssociationSpec read(InputStream body, @Nullable String length) {
    return Json.read(Bodies.read(body, length, BODY_LIMIT), AssociationSpec.class);
  }
}
