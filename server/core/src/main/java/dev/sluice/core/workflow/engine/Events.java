package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which events a task takes that waits for some. */
final class Events {
  private static final int ENDING = -1;

  private Events() {}

  /** What taking an event is; empty where the task does not want it, or had it. */
  static Optional<HistoryEvent> take(
      Frame frame, Work.Listen listen, JsonNode event, Data waiting, long now) {
    Subscription events = listen.events();
    String source = event.path("source").asText();
    String id = event.path("id").asText();
    if (frame.seen.contains(source + " " + id) || isEnough(frame, events, waiting)) {
      return Optional.empty();
    }
    for (int i = 0; i < events.filters().size(); i++) {
      if (events.mode() == Subscription.Mode.ALL && frame.filters.contains(i)) {
        continue;
      }
      Map<String, JsonNode> keys = events.filters().get(i).match(event, frame.keys, waiting);
      if (keys != null) {
        JsonNode value = read(event, listen.read());
        return Optional.of(
            new HistoryEvent.EventConsumed(frame.id, i, now, source, id, value, keys));
      }
    }
    Subscription until = events.untilEvents();
    for (int i = 0; until != null && i < until.filters().size(); i++) {
      if (until.filters().get(i).match(event, new HashMap<>(), waiting) != null) {
        int filter = ENDING - i;
        return Optional.of(
            new HistoryEvent.EventConsumed(frame.id, filter, now, source, id, event, Map.of()));
      }
    }
    return Optional.empty();
  }

  private static JsonNode read(JsonNode event, Work.Read read) {
    return switch (read) {
      case ENVELOPE -> event;
      case RAW -> TextNode.valueOf(event.toString());
      case DATA -> Data.orNull(event.get("data"));
    };
  }

  /** Whether a task has all events that it waits for. */
  static boolean isEnough(Frame frame, Subscription events, Data waiting) {
    List<Integer> taken = frame.filters;
    if (taken.isEmpty()) {
      return false;
    }
    if (events.mode() == Subscription.Mode.ONE) {
      return true;
    }
    if (events.mode() == Subscription.Mode.ALL) {
      return frame.consumed.size() == events.filters().size();
    }
    if (events.until() != null) {
      JsonNode all = JsonNodeFactory.instance.arrayNode().addAll(frame.consumed);
      return waiting.with(all).test(events.until());
    }
    Subscription until = events.untilEvents();
    if (until != null) {
      long ending = taken.stream().filter(filter -> filter <= ENDING).distinct().count();
      return until.mode() == Subscription.Mode.ALL ? ending == until.filters().size() : ending > 0;
    }
    return !events.forever();
  }
}
