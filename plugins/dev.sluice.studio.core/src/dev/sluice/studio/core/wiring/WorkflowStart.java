package dev.sluice.studio.core.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By what a workflow starts by itself: its newest document says so, in {@code schedule}. Immutable.
 *
 * @param schedule what it says; missing where it only starts when it is told to
 */
public record WorkflowStart(String workflow, JsonNode schedule) {
  private static final String SCHEDULE = "schedule";

  /** What a document says; nothing where it cannot be read. */
  static WorkflowStart of(String workflow, String definition) {
    MapNode root = root(Document.read(definition).document());
    Node said = root == null ? null : root.get(SCHEDULE);
    JsonNode schedule = said == null ? JsonNodeFactory.instance.missingNode() : Values.of(said);
    return new WorkflowStart(workflow, schedule);
  }

  private static @Nullable MapNode root(@Nullable Document document) {
    return document != null && document.root() instanceof MapNode root ? root : null;
  }

  /** Whether its document says anything of it. */
  boolean isSaid() {
    return !schedule.isMissingNode();
  }

  /** What the events that start it must be, each as a map of attributes; none where none do. */
  List<JsonNode> filters() {
    JsonNode on = schedule.path("on");
    List<JsonNode> filters = new ArrayList<>();
    if (on.path("one").isObject()) {
      filters.add(on.path("one").path("with"));
    }
    for (String several : List.of("any", "all")) {
      on.path(several).forEach(filter -> filters.add(filter.path("with")));
    }
    return filters;
  }

  /**
   * The nodes of the sources that can start it; that of any source where a filter says nothing of
   * sources that are defined.
   */
  Set<String> sources(List<SourceInfo> defined) {
    Set<String> nodes = new LinkedHashSet<>();
    for (JsonNode filter : filters()) {
      String source = filter.path("source").asText("");
      nodes.add(
          defined.stream()
              .filter(info -> isOf(info, source))
              .findFirst()
              .map(info -> Wiring.source(info.name()))
              .orElse(Wiring.anySource()));
    }
    return nodes;
  }

  /** Whether a filter of the attribute 'source' means those of a source, by its own beginning. */
  private static boolean isOf(SourceInfo info, String filter) {
    return filter.contains('"' + own(info) + '"');
  }

  private static String own(SourceInfo info) {
    return "/" + info.kind() + "/" + info.name();
  }

  /** A schedule by all events of a source. */
  static JsonNode by(SourceInfo source) {
    // The language wants an absolute URI here, or an expression; the queue or topic comes behind.
    return one("source", "${ . == \"%1$s\" or startswith(\"%1$s/\") }".formatted(own(source)));
  }

  /** A schedule by all events of a type. */
  static JsonNode by(String type) {
    return one("type", type);
  }

  private static JsonNode one(String attribute, String value) {
    var schedule = JsonNodeFactory.instance.objectNode();
    schedule.putObject("on").putObject("one").putObject("with").put(attribute, value);
    return schedule;
  }

  /** What starts it, in a few words; empty where its document says nothing. */
  String words() {
    if (!isSaid()) {
      return "";
    }
    List<String> words = new ArrayList<>();
    for (JsonNode filter : filters()) {
      String type = filter.path("type").asText("");
      words.add(type.isEmpty() ? "every event" : type);
    }
    if (words.isEmpty()) {
      return "starts by the clock";
    }
    return "starts by " + String.join(schedule.path("on").has("all") ? " and " : " or ", words);
  }

  /** The change that gives a workflow this schedule. */
  static Change begin(String workflow, JsonNode schedule, String done) {
    return new Change(
        done,
        workflow + " starts by no event again.",
        client -> put(client, workflow, schedule),
        client -> put(client, workflow, null));
  }

  /** The change that has no event start the workflow any more. */
  Change end() {
    return new Change(
        "No event starts " + workflow + " any more.",
        workflow + " starts by events again.",
        client -> put(client, workflow, null),
        client -> put(client, workflow, schedule));
  }

  /** Deploys the newest text with another schedule, or none; all else stays as it is written. */
  private static void put(SluiceClient client, String workflow, @Nullable JsonNode schedule)
      throws IOException {
    WorkflowInfo now = client.workflows().get(workflow, null);
    Document document = Document.read(String.valueOf(now.definition())).orThrow();
    MapNode root = Objects.requireNonNull(root(document));
    MapEdits edits = new MapEdits(document, root);
    boolean there = root.entry(SCHEDULE) != null;
    if (there != (schedule != null)) {
      Document changed =
          document
              .edit(schedule == null ? edits.remove(SCHEDULE) : edits.insert(1, SCHEDULE, schedule))
              .orThrow();
      client
          .workflows()
          .deploy(null, changed.text().getBytes(StandardCharsets.UTF_8), now.manifest());
    }
  }
}
