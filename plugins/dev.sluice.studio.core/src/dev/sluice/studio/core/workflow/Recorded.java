package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.text.Document;
import dev.sluice.studio.core.execution.Replay;
import dev.sluice.studio.core.execution.StateVisit;
import dev.sluice.studio.core.invoke.JsonText;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What states got, calls gave and events came in an execution, to test with: JSON by the keys of
 * states.
 *
 * @param inputs of states; of the workflow by the empty key
 * @param mocks of states that call or wait for events, as tests take them
 */
record Recorded(Map<String, String> inputs, Map<String, String> mocks) {
  static final Recorded NOTHING = new Recorded(Map.of(), Map.of());

  /** A longer history is not read for this. */
  private static final int MOST_EVENTS = 5_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  Recorded {
    inputs = Map.copyOf(inputs);
    mocks = Map.copyOf(mocks);
  }

  /** Of the newest execution of a workflow. */
  static Recorded read(SluiceClient client, String workflow) throws IOException {
    List<ExecutionInfo> newest = client.workflows().executions(workflow, null, 1, null).items();
    if (newest.isEmpty() || newest.get(0).events() > MOST_EVENTS) {
      return NOTHING;
    }
    ExecutionInfo execution = newest.get(0);
    String text = client.workflows().get(workflow, execution.version()).definition();
    Document document = Document.read(String.valueOf(text)).document();
    return document == null
        ? NOTHING
        : of(StateIndex.of(document), client.workflows().history(execution.id()));
  }

  /** What a history tells, of the last time where there are several. */
  static Recorded of(StateIndex index, List<Map<String, Object>> history) {
    Map<String, String> inputs = new HashMap<>();
    Map<String, String> mocks = new HashMap<>();
    EventsTaken events = new EventsTaken(index);
    Map<Integer, String> keys = new HashMap<>();
    Map<Integer, JsonNode> calls = new HashMap<>();
    Replay replay = Replay.of(index, history, history.size());
    for (StateIndex.Entry entry : index.entries()) {
      JsonNode input = replay.visit(entry.key()).map(StateVisit::input).orElse(null);
      if (input != null) {
        inputs.put(entry.key(), pretty(input));
      }
    }
    for (Map<String, Object> one : history) {
      JsonNode event = JSON.valueToTree(one);
      events.add(event);
      int frame = event.path("frame").asInt();
      String key = keys.get(frame);
      switch (event.path("happened").asText()) {
        case "Started" -> inputs.put("", pretty(event.path("raw")));
        case "Entered" -> {
          String entered =
              index.at(event.path("reference").asText()).map(StateIndex.Entry::key).orElse("");
          keys.put(frame, entered);
          if (index.exactly(event.path("reference").asText()).isPresent()) {
            inputs.put(entered, pretty(event.path("raw")));
          }
        }
        case "CallScheduled" -> calls.put(frame, event);
        case "Returned" -> put(mocks, key, "output", given(calls.get(frame), event.path("result")));
        case "Failed" -> put(mocks, key, "error", event.path("error"));
        default -> {
          // Nothing that a test could be given.
        }
      }
    }
    events.byState().forEach((key, all) -> mocks.put(key, pretty(all)));
    return new Recorded(inputs, mocks);
  }

  /** What a task gave of an answer: of HTTP its content, unless it asks for the whole. */
  private static JsonNode given(@Nullable JsonNode call, JsonNode result) {
    String kind = call == null ? "" : call.path("kind").asText();
    boolean http = kind.equals("http") || kind.equals("openapi");
    boolean whole = call != null && call.path("request").path("output").asText().equals("response");
    return http && !whole && result.has("content") ? result.path("content") : result;
  }

  private static void put(
      Map<String, String> mocks, @Nullable String key, String name, JsonNode value) {
    if (key != null && !key.isEmpty()) {
      ObjectNode mock = JSON.createObjectNode();
      mock.set(name, value);
      mocks.put(key, pretty(mock));
    }
  }

  private static String pretty(JsonNode value) {
    return JsonText.pretty(value.toString());
  }
}
