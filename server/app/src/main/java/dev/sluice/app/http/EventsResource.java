package dev.sluice.app.http;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.sluice.api.EventsAccepted;
import dev.sluice.api.Page;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.core.association.Associations;
import dev.sluice.core.association.RecentEvents;
import dev.sluice.core.association.Router;
import io.cloudevents.CloudEvent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes events in every HTTP mode of CloudEvents, and shows the last ones. Thread-safe. */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
public final class EventsResource {
  /** What associations call events that come this way. */
  static final String SOURCE = "events";

  private final Router router;
  private final RecentEvents recent;
  private final int bodyLimit;

  EventsResource(Associations associations, int bodyLimit) {
    this.router = associations.router();
    this.recent = associations.recent();
    this.bodyLimit = bodyLimit;
  }

  /** Answers once all that will run for the events is on disk. */
  @POST
  public Response accept(
      @Context SecurityContext caller,
      @Context HttpHeaders headers,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    List<CloudEvent> events =
        CloudEventRequests.read(
            headers.getHeaderString(HttpHeaders.CONTENT_TYPE),
            attributes(headers),
            Bodies.read(body, length, bodyLimit));
    String namespace = CallerContext.namespace(caller);
    List<String> invocations =
        router.accept(
            events.stream().map(event -> new Router.Arrival(namespace, SOURCE, event)).toList());
    return Response.status(Response.Status.ACCEPTED)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(Json.write(new EventsAccepted(events.size(), invocations)))
        .build();
  }

  /** The last events, and what an association would make of each. */
  @GET
  public Response recent(
      @Context SecurityContext caller,
      @QueryParam("source") List<String> sources,
      @QueryParam("filter") @Nullable String filter,
      @QueryParam("input") @Nullable String input,
      @QueryParam("limit") @Nullable String limit) {
    List<RecentEventInfo> items =
        recent
            .list(
                CallerContext.namespace(caller),
                Set.copyOf(sources),
                filter,
                input,
                Params.limit(limit, RecentEvents.MOST, RecentEvents.MOST))
            .stream()
            .map(EventsResource::info)
            .toList();
    return Answers.ok(new Page<>(items, null)).build();
  }

  private static RecentEventInfo info(RecentEvents.Tried tried) {
    byte[] input = tried.input();
    return new RecentEventInfo(
        tried.source(),
        tried.at(),
        raw(tried.json()),
        tried.dataLeft(),
        tried.matches(),
        input == null ? null : raw(input),
        tried.problem(),
        tried.ofSource(),
        tried.ofAll());
  }

  /** Goes out as it is, so that no number loses a digit. */
  private static RawValue raw(byte[] json) {
    return new RawValue(new String(json, StandardCharsets.UTF_8));
  }

  /** Of an event in binary mode; nothing for a request that is not. */
  private static Map<String, String> attributes(HttpHeaders headers) {
    if (headers.getHeaderString(CloudEvents.VERSION_HEADER) == null) {
      return Map.of();
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    headers
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                CloudEvents.collect(attributes, name, values.isEmpty() ? null : values.get(0)));
    return attributes;
  }
}
