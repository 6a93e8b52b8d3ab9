package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.SluiceHeaders;
import dev.sluice.core.SluiceException;
import dev.sluice.core.invocation.InvocationQuery;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.InvocationLookup;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Records of invocations. Thread-safe. */
@Path("/v1/invocations")
@Produces(MediaType.APPLICATION_JSON)
public final class InvocationsResource {
  private static final List<String> STATES =
      Arrays.stream(Status.values()).map(InvocationWire::word).toList();

  private final InvocationLookup records;
  private final EventQueue queue;
  private final InvokeEndpoint endpoint;

  InvocationsResource(EventQueue queue, InvokeEndpoint endpoint) {
    this.records = queue.lookup();
    this.queue = queue;
    this.endpoint = endpoint;
  }

  @GET
  public Response list(
      @Context SecurityContext caller,
      @QueryParam("function") @Nullable String function,
      @QueryParam("version") @Nullable String version,
      @QueryParam("status") @Nullable String status,
      @QueryParam("since") @Nullable String since,
      @QueryParam("until") @Nullable String until,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Params.limit(limit, FunctionsResource.USUAL_PAGE, FunctionsResource.MAX_PAGE);
    String state = Params.word("status", status, STATES);
    List<InvocationRecord> found =
        records.list(
            new InvocationQuery(
                CallerContext.namespace(caller),
                Params.text(function),
                Params.text(version),
                state == null
                    ? null
                    : Status.valueOf(state.toUpperCase(Locale.ROOT).replace('-', '_')),
                Params.instant("since", since),
                Params.instant("until", until),
                Params.text(cursor),
                size + 1));
    return Answers.page(found, size, InvocationWire::invocation, InvocationRecord::id);
  }

  @GET
  @Path("{invocation}")
  public Response get(@Context SecurityContext caller, @PathParam("invocation") String id) {
    return Answers.ok(InvocationWire.invocation(records.get(CallerContext.namespace(caller), id)))
        .build();
  }

  /** Takes an invocation out of the queue. */
  @DELETE
  @Path("{invocation}")
  public Response cancel(@Context SecurityContext caller, @PathParam("invocation") String id) {
    return Answers.ok(InvocationWire.invocation(queue.cancel(CallerContext.namespace(caller), id)))
        .build();
  }

  /** What the function answered, with its content type. */
  @GET
  @Path("{invocation}/result")
  @Produces(MediaType.WILDCARD)
  public Response result(@Context SecurityContext caller, @PathParam("invocation") String id) {
    InvocationRecord record = records.get(CallerContext.namespace(caller), id);
    InvocationRecord.Async async = record.async();
    InvocationRecord.Result result = async == null ? null : async.result();
    if (result == null) {
      throw new SluiceException(
          ErrorCode.RESULT_NOT_KEPT,
          "There is no result of the invocation '"
              + id
              + "', which is "
              + InvocationWire.word(record.status())
              + ".",
          "Results are kept of asynchronous invocations that succeeded, up to records.max-payload.");
    }
    return Response.ok(result.body())
        .header(HttpHeaders.CONTENT_TYPE, MediaTypes.ofResult(result.contentType()))
        .header(SluiceHeaders.INVOCATION_ID, record.id())
        .header(SluiceHeaders.VERSION, record.version())
        .build();
  }

  /** What the function was given, with its content type. */
  @GET
  @Path("{invocation}/payload")
  @Produces(MediaType.WILDCARD)
  public Response payload(@Context SecurityContext caller, @PathParam("invocation") String id) {
    InvocationRecord record = records.get(CallerContext.namespace(caller), id);
    return Response.ok(record.request().kept())
        .header(HttpHeaders.CONTENT_TYPE, MediaTypes.ofResult(record.request().contentType()))
        .header(SluiceHeaders.INVOCATION_ID, record.id())
        .build();
  }

  /** An invocation was accepted. */
  Response accepted(String namespace, String id) {
    return Response.status(Response.Status.ACCEPTED)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(SluiceHeaders.INVOCATION_ID, id)
        .entity(Json.write(InvocationWire.invocation(records.get(namespace, id))))
        .build();
  }

  /** Runs the same function with the same event, and answers as an invocation does. */
  @POST
  @Path("{invocation}/replay")
  @Produces(MediaType.WILDCARD)
  public Response replay(
      @Context SecurityContext caller,
      @PathParam("invocation") String id,
      @QueryParam("qualifier") @Nullable String qualifier,
      @QueryParam("log") @Nullable String log) {
    InvokeAnswer answer =
        endpoint.replay(CallerContext.namespace(caller), id, Params.text(qualifier), log);
    Response.ResponseBuilder response =
        Response.status(answer.status())
            .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
            .entity(answer.body());
    List<String> headers = answer.headers();
    for (int i = 0; i < headers.size(); i += 2) {
      response.header(headers.get(i), headers.get(i + 1));
    }
    return response.build();
  }
}
