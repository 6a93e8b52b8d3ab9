package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.DeadLettersDone;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.Page;
import dev.sluice.api.QueueInfo;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invocations that nobody waits for, and dead letters. Thread-safe. */
public final class QueueClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Transport transport;

  QueueClient(Transport transport) {
    this.transport = transport;
  }

  /**
   * Has a function run for an event; returns once that is certain to happen.
   *
   * @return the record of the invocation, which is queued
   */
  public InvocationInfo invoke(String function, InvokeRequest call) throws IOException {
    HttpRequest.Builder request =
        transport
            .request(
                Paths.of("functions", function, "invoke")
                    .with("qualifier", call.qualifier())
                    .with("mode", "async")
                    .toString(),
                TIMEOUT)
            .header("Content-Type", call.contentType())
            .POST(BodyPublishers.ofByteArray(call.payload()));
    call.headers().forEach(request::header);
    return transport.read(request.build(), InvocationInfo.class);
  }

  /** What the function answered. */
  public byte[] result(String invocation) throws IOException {
    return bytes(Paths.of("invocations", invocation, "result"));
  }

  /** What the function of an invocation, of any kind, was given. */
  public byte[] payload(String invocation) throws IOException {
    return bytes(Paths.of("invocations", invocation, "payload"));
  }

  private byte[] bytes(Paths path) throws IOException {
    HttpResponse<byte[]> response =
        transport.send(
            transport.request(path.toString(), TIMEOUT).GET().build(), BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new SluiceApiException(
          Transport.problem(
              response.statusCode(), Transport.contentType(response), response.body()));
    }
    return response.body();
  }

  /** Takes an invocation out of the queue that has not begun to run. */
  public InvocationInfo cancel(String invocation) throws IOException {
    return transport.read(
        request("DELETE", Paths.of("invocations", invocation), BodyPublishers.noBody()),
        InvocationInfo.class);
  }

  /**
   * What waits, of queues that are not empty.
   *
   * @param function only its queues, or null for all
   */
  public List<QueueInfo> queues(@Nullable String function) throws IOException {
    Page<QueueInfo> page =
        transport.read(
            request("GET", Paths.of("queues").with("function", function), BodyPublishers.noBody()),
            new TypeReference<>() {});
    return page.items();
  }

  /**
   * One page of dead letters, newest first.
   *
   * @param cursor null for the first page
   */
  public Page<DeadLetterInfo> deadLetters(
      DeadLetterRequest wanted, @Nullable Integer limit, @Nullable String cursor)
      throws IOException {
    return transport.read(
        request(
            "GET",
            wanted.path().with("limit", limit).with("cursor", cursor),
            BodyPublishers.noBody()),
        new TypeReference<>() {});
  }

  /** One with its event. */
  public DeadLetterInfo deadLetter(String id) throws IOException {
    return transport.read(
        request("GET", Paths.of("dead-letters", id), BodyPublishers.noBody()),
        DeadLetterInfo.class);
  }

  /**
   * Runs one again as a new invocation.
   *
   * @param edited what its event is replaced by, or null for the same
   */
  public InvocationInfo redrive(String id, byte @Nullable [] edited) throws IOException {
    BodyPublisher body =
        edited == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(edited);
    return transport.read(
        request("POST", Paths.of("dead-letters", id, "redrive"), body), InvocationInfo.class);
  }

  /** Runs all again; returns how many. */
  public int redriveAll(DeadLetterRequest wanted) throws IOException {
    Paths path = wanted.path("redrive").with("all", true);
    return transport
        .read(request("POST", path, BodyPublishers.noBody()), DeadLettersDone.class)
        .count();
  }

  /** Removes one. */
  public void remove(String id) throws IOException {
    transport.succeed(request("DELETE", Paths.of("dead-letters", id), BodyPublishers.noBody()));
  }

  /** Removes all; returns how many. */
  public int removeAll(DeadLetterRequest wanted) throws IOException {
    Paths path = wanted.path().with("all", true);
    return transport
        .read(request("DELETE", path, BodyPublishers.noBody()), DeadLettersDone.class)
        .count();
  }

  private HttpRequest request(String method, Paths path, BodyPublisher body) {
    return transport.request(path.toString(), TIMEOUT).method(method, body).build();
  }
}
