package dev.sluice.app.http;

import dev.sluice.api.DeadLettersDone;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.queue.DeadLetterQuery;
import dev.sluice.core.queue.DeadLetters;
import dev.sluice.core.queue.QueuedEvent;
import io.cloudevents.CloudEvent;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events that were given up. Thread-safe. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
public final class DeadLettersResource {
  private final DeadLetters letters;
  private final InvokeEndpoint endpoint;
  private final InvocationsResource invocations;

  DeadLettersResource(
      DeadLetters letters, InvokeEndpoint endpoint, InvocationsResource invocations) {
    this.letters = letters;
    this.endpoint = endpoint;
    this.invocations = invocations;
  }

  @GET
  public Response list(
      @Context SecurityContext caller,
      @QueryParam("function") @Nullable String function,
      @QueryParam("association") @Nullable String association,
      @QueryParam("error") @Nullable String error,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Params.limit(limit, FunctionsResource.USUAL_PAGE, FunctionsResource.MAX_PAGE);
    List<QueuedEvent> found =
        letters.list(
            new DeadLetterQuery(
                CallerContext.namespace(caller),
                Params.text(function),
                Params.text(association),
                Params.text(error),
                Params.text(cursor),
                size + 1));
    return Answers.page(found, size, QueueWire::listed, QueuedEvent::id);
  }

  /** Removes all that the query finds; it has to name something, so that none go by accident. */
  @DELETE
  public Response purge(
      @Context SecurityContext caller,
      @QueryParam("function") @Nullable String function,
      @QueryParam("association") @Nullable String association,
      @QueryParam("error") @Nullable String error,
      @QueryParam("all") @Nullable String all) {
    return done(letters.remove(query(caller, function, association, error, all)));
  }

  /** Runs all again that the query finds. */
  @POST
  @Path("redrive")
  public Response redriveAll(
      @Context SecurityContext caller,
      @QueryParam("function") @Nullable String function,
      @QueryParam("association") @Nullable String association,
      @QueryParam("error") @Nullable String error,
      @QueryParam("all") @Nullable String all) {
    return done(letters.redrive(query(caller, function, association, error, all)));
  }

  private static DeadLetterQuery query(
      SecurityContext caller,
      @Nullable String function,
      @Nullable String association,
      @Nullable String error,
      @Nullable String all) {
    DeadLetterQuery query =
        new DeadLetterQuery(
            CallerContext.namespace(caller),
            Params.text(function),
            Params.text(association),
            Params.text(error),
            null,
            1);
    boolean restricted =
        query.function() != null || query.association() != null || query.error() != null;
    if (!restricted && !Params.flag("all", all)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The request does not say which dead letters are meant.",
          "Name a function, an association or an error, or give all=true.");
    }
    return query;
  }

  private static Response done(int count) {
    return Answers.ok(new DeadLettersDone(count)).build();
  }

  @GET
  @Path("{letter}")
  public Response get(@Context SecurityContext caller, @PathParam("letter") String id) {
    return Answers.ok(QueueWire.whole(letters.get(CallerContext.namespace(caller), id))).build();
  }

  @DELETE
  @Path("{letter}")
  public Response remove(@Context SecurityContext caller, @PathParam("letter") String id) {
    letters.remove(CallerContext.namespace(caller), id);
    return Response.noContent().build();
  }

  /** Runs one again; a body replaces its event. */
  @POST
  @Path("{letter}/redrive")
  public Response redrive(
      @Context SecurityContext caller,
      @PathParam("letter") String id,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    byte[] edited = Bodies.read(body, length, endpoint.bodyLimit());
    String namespace = CallerContext.namespace(caller);
    QueuedEvent dead = letters.get(namespace, id);
    if (edited.length > 0) {
      CloudEvent unused = InvokeEndpoint.check(dead.content().contentType(), edited);
    }
    String invocation = letters.redrive(namespace, id, edited.length == 0 ? null : edited);
    return invocations.accepted(namespace, invocation);
  }
}
