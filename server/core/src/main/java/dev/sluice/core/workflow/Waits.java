package dev.sluice.core.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Engine.PendingTimer;
import dev.sluice.core.workflow.engine.Interest;
import dev.sluice.core.workflow.engine.State;
import dev.sluice.core.workflow.engine.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an execution waits for, which is all that has to be known of it while nothing happens.
 *
 * @param due when its first timer fires, in milliseconds since 1970; {@link #NEVER} for none
 * @param busy whether something is to be done for it without being told: calls that have not ended
 */
record Waits(List<Interest> interests, long due, boolean busy) {
  static final long NEVER = Long.MAX_VALUE;

  private static final ObjectMapper JSON = new ObjectMapper();

  Waits {
    interests = List.copyOf(interests);
  }

  static Waits of(State state, Surroundings around) {
    long due = NEVER;
    for (PendingTimer timer : Engine.pendingTimers(state)) {
      due = Math.min(due, timer.due());
    }
    boolean busy = state.isReady() || !Engine.pendingKeys(state).isEmpty();
    return new Waits(Interest.of(state, around), due, busy);
  }

  String text() {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode events = json.putArray("events");
    for (Interest interest : interests) {
      ArrayNode event = events.addArray().add(interest.type());
      if (interest.from() != null) {
        event.add(interest.from()).add(Objects.requireNonNull(interest.value()));
      }
    }
    if (due != NEVER) {
      json.put("due", due);
    }
    if (busy) {
      json.put("busy", true);
    }
    return json.toString();
  }

  /** What a text says; null where it is none. */
  static @Nullable Waits read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      JsonNode json = JSON.readTree(text);
      List<Interest> interests = new ArrayList<>();
      for (JsonNode event : json.path("events")) {
        interests.add(
            event.size() == 1
                ? new Interest(event.path(0).asText().intern(), null, null)
                : new Interest(
                    event.path(0).asText().intern(),
                    event.path(1).asText().intern(),
                    event.path(2)));
      }
      return new Waits(interests, json.path("due").asLong(NEVER), json.path("busy").asBoolean());
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
