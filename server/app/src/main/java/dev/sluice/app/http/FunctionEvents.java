package dev.sluice.app.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.association.Router;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.invocation.Outward;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.trace.Trace;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** What functions start, to the queue and to associations. Thread-safe. */
public final class FunctionEvents implements Outward {
  /** The name of the source, for associations that ask for it. */
  private static final String SOURCE = "functions";

  private final EventQueue queue;
  private final Router router;
  private final int mostBytes;
  private final Clock clock;
  private final IdSource ids;

  /**
   * Hands on to these.
   *
   * @param mostBytes of an event in JSON
   */
  public FunctionEvents(EventQueue queue, Router router, int mostBytes, Clock clock, IdSource ids) {
    this.queue = queue;
    this.router = router;
    this.mostBytes = mostBytes;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String accept(InvokeCommand command) {
    return queue.accept(command).id();
  }

  @Override
  public List<String> emit(Emitted emitted) {
    if (!(emitted.event() instanceof ObjectNode given)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST, "The event is no object.", "Give one with type and data.");
    }
    ObjectNode event = given.deepCopy();
    put(event, "specversion", "1.0");
    put(event, "id", ids.next());
    put(event, "source", "/namespaces/" + emitted.namespace() + "/functions/" + emitted.function());
    put(event, "time", clock.instant().toString());
    event.put(Trace.NAME, emitted.trace());
    String text = event.toString();
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > mostBytes) {
      throw new SluiceException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The event has " + bytes + " bytes; at most " + mostBytes + " are allowed.",
          "Send less, or a reference to where the data is.");
    }
    CloudEvent read;
    try (JsonParser parser = JsonPayload.FACTORY.createParser(text)) {
      parser.nextToken();
      read = CloudEventReader.read(parser, text);
    } catch (IOException e) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The event cannot be read.",
          "Give one with type and data.",
          e);
    }
    return router.accept(
        List.of(new Router.Arrival(emitted.namespace(), SOURCE, read, emitted.depth())));
  }

  private static void put(ObjectNode event, String name, String value) {
    if (!event.hasNonNull(name)) {
      event.put(name, value);
    }
  }
}
