package dev.sluice.studio.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.studio.core.graph.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a state up to a moment; of its last time where there were several.
 *
 * @param times how often it began
 * @param input null where it is not told
 * @param output null where there is none yet
 * @param decision the case that was taken; empty for none
 * @param notes calls, timers, events and errors, a sentence each
 */
public record StateVisit(
    Mark.Kind status,
    int times,
    @Nullable JsonNode input,
    @Nullable JsonNode output,
    String decision,
    List<String> notes) {
  public StateVisit {
    notes = List.copyOf(notes);
  }
}
