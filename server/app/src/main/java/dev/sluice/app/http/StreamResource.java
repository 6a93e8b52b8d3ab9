package dev.sluice.app.http;

import dev.sluice.core.live.LiveMessage;
import dev.sluice.core.workflow.LifecycleEvent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything that is live, as server-sent events. Thread-safe. */
@Path("/v1/stream")
public final class StreamResource {
  private final LiveStreams streams;

  StreamResource(LiveStreams streams) {
    this.streams = streams;
  }

  @GET
  @Produces(LiveStreams.MEDIA_TYPE)
  public Response stream(
      @Context SecurityContext caller,
      @QueryParam("topics") @Nullable String topics,
      @QueryParam("function") @Nullable String function,
      @QueryParam("workflow") @Nullable String workflow) {
    Set<String> wanted = topics(topics);
    String namespace = CallerContext.namespace(caller);
    String only = Params.text(function);
    String onlyWorkflow = Params.text(workflow);
    Predicate<LiveMessage> filter =
        message ->
            message.namespace().equals(namespace)
                && (only == null || message.function().equals(only))
                && (onlyWorkflow == null || isOf(onlyWorkflow, message))
                && wanted.contains(String.valueOf(LiveWire.topic(message)));
    AtomicLong ids = new AtomicLong();
    return streams.open(
        filter,
        events -> {},
        (events, message) -> {
          String topic = String.valueOf(LiveWire.topic(message));
          events.event(
              Long.toString(ids.incrementAndGet()),
              topic,
              Json.write(LiveWire.event(topic, message)));
        });
  }

  private static boolean isOf(String workflow, LiveMessage message) {
    return message instanceof LifecycleEvent event && event.workflow().equals(workflow);
  }

  private static Set<String> topics(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Set.copyOf(LiveWire.TOPICS);
    }
    Set<String> topics = new HashSet<>();
    for (String topic : text.split(",", -1)) {
      String known = Params.word("topics", topic.strip(), LiveWire.TOPICS);
      if (known != null) {
        topics.add(known);
      }
    }
    return topics;
  }
}
