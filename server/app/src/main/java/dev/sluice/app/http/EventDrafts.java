package dev.sluice.app.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.StreamedJson;
import dev.sluice.core.invocation.Outward.Given;
import dev.sluice.core.trace.Trace;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/** Makes CloudEvents of what functions give, which lack what the platform knows. Thread-safe. */
final class EventDrafts {
  private final int mostBytes;
  private final Clock clock;
  private final IdSource ids;

  EventDrafts(int mostBytes, Clock clock, IdSource ids) {
    this.mostBytes = mostBytes;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * The event with what it lacks.
   *
   * @throws SluiceException {@code INVALID_REQUEST}, {@code PAYLOAD_TOO_LARGE}
   */
  CloudEvent read(Given given) {
    String text = whole(given);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > mostBytes) {
      throw new SluiceException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The event has " + bytes + " bytes; at most " + mostBytes + " are allowed.",
          "Send less, or a reference to where the data is.");
    }
    try (JsonParser parser = StreamedJson.FACTORY.createParser(text)) {
      parser.nextToken();
      return CloudEventReader.read(parser, text);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** What was given with what it lacks in front; its data stays as it is. */
  private String whole(Given given) {
    Set<String> names = new HashSet<>();
    try (JsonParser parser = StreamedJson.FACTORY.createParser(given.event())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new SluiceException(
            ErrorCode.INVALID_REQUEST, "The event is no object.", "Give one with type and data.");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    ObjectNode added = JsonNodeFactory.instance.objectNode();
    added.put("specversion", "1.0");
    added.put("id", ids.next());
    added.put("source", "/namespaces/" + given.namespace() + "/functions/" + given.function());
    added.put("time", clock.instant().toString());
    added.put(Trace.NAME, given.trace());
    added.remove(names);
    String before = added.toString();
    String comma = names.isEmpty() || added.isEmpty() ? "" : ",";
    return before.substring(0, before.length() - 1)
        + comma
        + given.event().substring(given.event().indexOf('{') + 1);
  }

  private static SluiceException unreadable(IOException cause) {
    return new SluiceException(
        ErrorCode.INVALID_REQUEST,
        "The event cannot be read.",
        "Give one with type and data.",
        cause);
  }
}
