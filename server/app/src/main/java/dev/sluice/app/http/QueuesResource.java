package dev.sluice.app.http;

import dev.sluice.api.Page;
import dev.sluice.core.queue.Backlog;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.QueueName;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What waits for functions, of queues that are not empty. Thread-safe. */
@Path("/v1/queues")
@Produces(MediaType.APPLICATION_JSON)
public final class QueuesResource {
  private static final Comparator<QueueName> ORDER =
      Comparator.comparing(QueueName::function).thenComparing(QueueName::association);

  private final EventQueue queue;
  private final Clock clock;

  QueuesResource(EventQueue queue, Clock clock) {
    this.queue = queue;
    this.clock = clock;
  }

  @GET
  public Response list(
      @Context SecurityContext caller, @QueryParam("function") @Nullable String function) {
    String wanted = Params.text(function);
    Instant now = clock.instant();
    return Answers.ok(
            new Page<>(
                backlogs(CallerContext.namespace(caller)).entrySet().stream()
                    .filter(entry -> wanted == null || entry.getKey().function().equals(wanted))
                    .sorted(Map.Entry.comparingByKey(ORDER))
                    .map(entry -> QueueWire.queue(entry.getKey(), entry.getValue(), now))
                    .toList(),
                null))
        .build();
  }

  /** Shards of one target are one queue here. */
  private Map<QueueName, Backlog> backlogs(String namespace) {
    Map<QueueName, Backlog> sums = new HashMap<>();
    queue.backlogs(namespace).forEach((name, is) -> sums.merge(name.whole(), is, Backlog::plus));
    return sums;
  }
}
