package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.ExecutionExplanation;
import dev.sluice.api.WorkflowTestResult;
import dev.sluice.studio.core.execution.Replay;
import dev.sluice.studio.core.invoke.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of a test, for people. */
final class TestWords {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHORT = 60;

  private TestWords() {}

  /** In one sentence. */
  static String sentence(WorkflowTestResult is) {
    Map<String, Object> error = is.error();
    String next = is.next();
    return switch (is.status()) {
      case "completed" ->
          next == null
              ? "It completed."
              : switch (next) {
                case "end" -> "It completed; the workflow ends after it.";
                case "exit" -> "It completed; its list of states is done.";
                default -> "It completed, and goes on to " + next + ".";
              };
      case "faulted" -> "It failed: " + (error == null ? "nobody knows why" : error(error)) + ".";
      default -> Objects.requireNonNullElse(is.message(), "It is " + is.status() + ".");
    };
  }

  /** All that came of it as a whole. */
  static String whole(WorkflowTestResult is) {
    StringBuilder text = new StringBuilder();
    if (is.status().equals("completed")) {
      section(text, "OUTPUT", is.output(), true);
    }
    section(text, "ERROR", is.error(), false);
    if (is.unmocked() != null) {
      section(text, "WHAT IT ASKS FOR", is.unmocked().request(), false);
    }
    for (ExecutionExplanation.Listener listener : is.listeners()) {
      text.append("WAITS FOR\n").append(String.join(", ", listener.types())).append('\n');
      listener
          .misses()
          .forEach(miss -> text.append("- not taken: ").append(miss.why()).append('\n'));
      text.append('\n');
    }
    section(text, "CONTEXT", is.context(), false);
    return text.append("\nSelect a state to see what went in and out.").toString();
  }

  /**
   * What became of a state.
   *
   * @param pointer to its task
   */
  static String state(WorkflowTestResult is, String pointer, String name) {
    List<WorkflowTestResult.Step> all =
        is.steps().stream().filter(step -> step.task().equals(pointer)).toList();
    if (all.isEmpty()) {
      return name + "\n\nIt was not reached.";
    }
    WorkflowTestResult.Step step = all.get(all.size() - 1);
    StringBuilder text = new StringBuilder(name).append("  ").append(step.status()).append('\n');
    if (all.size() > 1) {
      text.append("Began ").append(all.size()).append(" times; this is the last.\n");
    }
    if (step.attempts() > 1) {
      text.append("Took ").append(step.attempts()).append(" attempts.\n");
    }
    Duration took = step.endedAt() == null ? null : Duration.between(step.at(), step.endedAt());
    if (took != null && !took.isZero()) {
      String time = took.toString().substring(2).toLowerCase(Locale.ROOT);
      text.append("Took ").append(time).append(" in the time of the test.\n");
    }
    if (step.decision() != null) {
      text.append("Took the case ").append(step.decision()).append(".\n");
    }
    section(text, "INPUT", step.rawInput(), false);
    if (!Objects.equals(step.input(), step.rawInput())) {
      section(text, "INPUT AFTER input.from", step.input(), false);
    }
    if (!Objects.equals(step.rawOutput(), step.output())) {
      section(text, "RESULT BEFORE output.as", step.rawOutput(), false);
    }
    section(text, "OUTPUT", step.output(), step.status().equals("completed"));
    section(text, "ERROR", step.error(), false);
    if (step.call() != null) {
      section(text, "CALLS " + step.call().kind(), step.call().request(), false);
    }
    return text.toString().stripTrailing();
  }

  /** A short value stands on the line of its title. */
  private static void section(
      StringBuilder text, String title, @Nullable Object value, boolean also) {
    if (value != null || also) {
      JsonNode tree = JSON.valueToTree(value);
      String line = tree.toString();
      boolean fits = line.length() <= SHORT;
      text.append(title).append(fits ? "  " : "\n");
      text.append(fits ? line : JsonText.pretty(line)).append(fits ? "\n" : "\n\n");
    }
  }

  private static String error(Map<String, Object> error) {
    String whole = Replay.words(JSON.valueToTree(error));
    return whole.endsWith(".") ? whole.substring(0, whole.length() - 1) : whole;
  }
}
