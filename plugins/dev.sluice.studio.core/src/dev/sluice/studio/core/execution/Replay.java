package dev.sluice.studio.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.flow.graph.State;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.task.EventGroups;
import dev.sluice.flow.text.Pointer;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Scene;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An execution up to a moment of its history. The history names tasks by their numbers: the order
 * in which they are written, each before those inside it. Immutable once made.
 */
public final class Replay {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final StateIndex index;
  private final List<StateIndex.Entry> tasks;
  private final Map<String, Draft> drafts = new HashMap<>();
  private final Map<Integer, String> frames = new HashMap<>();
  private final Map<Integer, String> lastDone = new HashMap<>();
  private final Map<Integer, String> lastCase = new HashMap<>();
  private final Map<Integer, Integer> parents = new HashMap<>();
  private final Map<Integer, JsonNode> lastOutput = new HashMap<>();
  private final Map<Integer, String> timers = new HashMap<>();
  private final Set<Integer> parts = new HashSet<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private String sentence = "Nothing has happened yet.";

  /** What is known of a state while the history is read. */
  private static final class Draft {
    Mark.Kind status = Mark.Kind.RUNNING;
    int times;
    @Nullable JsonNode input;
    @Nullable JsonNode output;
    String decision = "";
    final List<String> notes = new ArrayList<>();
  }

  private Replay(StateIndex index) {
    this.index = index;
    List<StateIndex.Entry> numbered = new ArrayList<>();
    for (StateIndex.Entry entry : index.entries()) {
      // Tasks that are groups of an event state have numbers, and no states.
      numbered.addAll(Collections.nCopies(1 + EventGroups.of(entry.task()).size(), entry));
    }
    this.tasks = List.copyOf(numbered);
  }

  /**
   * What the first steps of a history make.
   *
   * @param history as the server tells it
   */
  public static Replay of(StateIndex index, List<Map<String, Object>> history, int steps) {
    Replay replay = new Replay(index);
    for (int i = 0; i < Math.min(steps, history.size()); i++) {
      replay.add(JSON.valueToTree(history.get(i)));
    }
    return replay;
  }

  private void add(JsonNode event) {
    String happened = event.path("happened").asText();
    int frame = event.path("frame").asInt(-1);
    String key = frames.getOrDefault(frame, "");
    switch (happened) {
      case "Started" -> {
        lastOutput.put(0, event.path("input"));
        say(event, "It started");
      }
      case "Entered" -> {
        String entered = key(event);
        frames.put(frame, entered);
        if (isPart(event)) {
          parts.add(frame);
          say(event, name(entered) + " waits for its group " + part(event));
          return;
        }
        begin(entered, event.path("parent").asInt(), event.path("input"));
        lastOutput.put(frame, event.path("input"));
        say(event, name(entered) + " began");
      }
      case "BranchEntered" ->
          frames.put(frame, frames.getOrDefault(event.path("parent").asInt(), ""));
      case "Passed" -> {
        String passed = key(event);
        if (isPart(event)) {
          say(event, name(passed) + " passed its group " + part(event));
          return;
        }
        int parent = event.path("parent").asInt();
        begin(passed, parent, lastOutput.getOrDefault(parent, MissingNode.getInstance()));
        String note = event.path("note").asText("");
        boolean skipped = note.equals("skipped");
        end(passed, parent, event.path("output"), skipped ? "" : note);
        draft(passed).status = skipped ? Mark.Kind.SKIPPED : Mark.Kind.DONE;
        say(event, name(passed) + (skipped ? " was skipped" : " was done"));
      }
      case "Left" -> {
        if (parts.contains(frame)) {
          say(event, name(key) + " has a group of its events");
          return;
        }
        finish(frame);
        if (!key.isEmpty()) {
          end(key, parents.getOrDefault(frame, 0), event.path("output"), "");
          draft(key).status = Mark.Kind.DONE;
        }
        say(event, name(key) + " was done");
      }
      case "Completed" -> {
        finish(0);
        say(event, "It completed with " + event.path("output"));
      }
      default -> addDetail(happened, key, event);
    }
  }

  /** What happens while a state is at work, and to the execution as a whole. */
  private void addDetail(String happened, String key, JsonNode event) {
    switch (happened) {
      case "CallScheduled" ->
          note(key, event, "calls " + event.path("kind").asText() + " " + event.path("request"));
      case "Returned" -> note(key, event, "the call gave " + event.path("result"));
      case "Failed" -> {
        note(key, event, "the call failed: " + error(event));
        status(key, Mark.Kind.FAILED);
      }
      case "TimerSet" -> {
        timers.put(event.path("timer").asInt(), key);
        note(key, event, "waits until " + time(event.path("due").asLong()));
        status(key, Mark.Kind.WAITING);
      }
      case "TimerFired" -> {
        String of = timers.getOrDefault(event.path("timer").asInt(), "");
        note(of, event, "the moment came");
        status(of, Mark.Kind.RUNNING);
      }
      case "Listening" -> {
        status(key, Mark.Kind.WAITING);
        say(event, name(key) + " waits for events");
      }
      case "EventConsumed" -> {
        note(key, event, "took the event " + event.path("value"));
        status(key, Mark.Kind.RUNNING);
      }
      case "Raised" -> {
        note(key, event, "raised " + error(event));
        status(key, Mark.Kind.FAILED);
      }
      case "Caught" -> {
        note(key, event, "caught " + error(event));
        status(key, Mark.Kind.RUNNING);
      }
      case "Retrying" -> note(key, event, "tries again after " + error(event));
      case "Fixed" -> note(key, event, fixed(event));
      case "Suspended", "Resumed", "Cancelled" ->
          say(event, happened + " by " + event.path("audit").path("who").asText("somebody"));
      case "Faulted" -> say(event, "It failed: " + error(event));
      default -> say(event, name(key) + ": " + happened);
    }
  }

  private void begin(String key, int parent, JsonNode input) {
    Draft draft = draft(key);
    draft.status = Mark.Kind.RUNNING;
    draft.times++;
    draft.input = input.isMissingNode() ? null : input;
    draft.output = null;
    String scope = key.substring(0, Math.max(0, key.lastIndexOf('/')));
    String before = lastDone.getOrDefault(parent, "");
    boolean same = before.startsWith(scope + "/") && before.indexOf('/', scope.length() + 1) < 0;
    String from = same ? before : scope + "/" + State.START;
    went(from, same ? lastCase.getOrDefault(parent, "") : "", key);
    lastDone.remove(parent);
    lastCase.remove(parent);
    frames.forEach(
        (frame, of) -> {
          if (of.equals(key)) {
            parents.put(frame, parent);
          }
        });
  }

  private void end(String key, int parent, JsonNode output, String decision) {
    Draft draft = draft(key);
    draft.output = output.isMissingNode() ? null : output;
    draft.decision = decision;
    lastOutput.put(parent, output);
    lastDone.put(parent, key);
    lastCase.put(parent, decision);
  }

  /** The list of tasks in a frame came to its end. */
  private void finish(int frame) {
    String last = lastDone.remove(frame);
    if (last != null && !last.isEmpty()) {
      String scope = last.substring(0, last.lastIndexOf('/'));
      went(last, lastCase.getOrDefault(frame, ""), scope + "/" + State.EXIT);
    }
  }

  private void went(String from, String caseName, String to) {
    taken.merge(from + " > " + caseName + " > " + to, 1, Integer::sum);
  }

  private void status(String key, Mark.Kind status) {
    if (!key.isEmpty()) {
      draft(key).status = status;
    }
  }

  private void note(String key, JsonNode event, String text) {
    if (!key.isEmpty()) {
      draft(key).notes.add(text);
    }
    say(event, (key.isEmpty() ? "It " : name(key) + ": ") + text);
  }

  private void say(JsonNode event, String text) {
    long at = event.path("at").asLong();
    String stop = text.endsWith(".") ? "" : ".";
    sentence = (at > 0 ? time(at) + "  " : "") + text + stop;
  }

  private static String time(long millis) {
    return CLOCK.format(Instant.ofEpochMilli(millis));
  }

  private static String error(JsonNode event) {
    return words(event.path("error"));
  }

  /** What an error of a workflow says, in one line. */
  public static String words(JsonNode error) {
    String title = error.path("title").asText("");
    String detail = error.path("detail").asText("");
    String type = error.path("type").asText("an error");
    String said = title.isEmpty() ? type.substring(type.lastIndexOf('/') + 1) : title;
    said = said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
    return detail.isEmpty() || detail.equals("null") ? said : said + ": " + detail;
  }

  private static String fixed(JsonNode event) {
    JsonNode audit = event.path("audit");
    String why = audit.path("why").asText("");
    return event.path("fix").asText()
        + " by "
        + audit.path("who").asText("somebody")
        + (why.isEmpty() ? "" : ", because " + why);
  }

  private Draft draft(String key) {
    return drafts.computeIfAbsent(key, each -> new Draft());
  }

  /**
   * The state of a task, by where it is written: tasks that {@code use} defines have numbers among
   * those of others, and no states. Older servers tell the number alone.
   */
  private String key(JsonNode event) {
    String reference = event.path("reference").asText();
    if (!reference.isEmpty()) {
      return index.at(reference).map(StateIndex.Entry::key).orElse("");
    }
    int task = event.path("task").asInt();
    return task >= 0 && task < tasks.size() ? tasks.get(task).key() : "";
  }

  /** Whether it is about a task that is drawn as part of a state: a group of events. */
  private boolean isPart(JsonNode event) {
    String reference = event.path("reference").asText();
    return !reference.isEmpty()
        && index.exactly(reference).isEmpty()
        && index.at(reference).isPresent();
  }

  private static String part(JsonNode event) {
    String reference = event.path("reference").asText();
    return Pointer.key(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static String name(String key) {
    return key.isEmpty() ? "It" : key.substring(key.lastIndexOf('/') + 1);
  }

  /** What the last step was. */
  public String sentence() {
    return sentence;
  }

  /** What happened to a state; empty when nothing did. */
  public Optional<StateVisit> visit(String key) {
    Draft draft = drafts.get(key);
    return draft == null
        ? Optional.empty()
        : Optional.of(
            new StateVisit(
                draft.status, draft.times, draft.input, draft.output, draft.decision, draft.notes));
  }

  /** The drawing with what happened in it: statuses, counts and the ways that were gone. */
  public Scene over(Scene plain) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : plain.nodes()) {
      Draft draft = drafts.get(node.id());
      Mark status = draft == null ? null : new Mark(draft.status, word(draft.status));
      nodes.add(node.marked(node.mark(), status, draft == null ? 0 : draft.times));
    }
    List<Line> lines = new ArrayList<>();
    for (Line line : plain.lines()) {
      int count = taken.getOrDefault(line.from() + " > " + line.label() + " > " + line.to(), 0);
      lines.add(line.styled(line.style(), count));
    }
    return new Scene(nodes, lines);
  }

  private static String word(Mark.Kind kind) {
    return switch (kind) {
      case DONE -> "done";
      case FAILED -> "failed";
      case WAITING -> "waits";
      case SKIPPED -> "skipped";
      default -> "under way";
    };
  }
}
