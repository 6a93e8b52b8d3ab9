package dev.sluice.app.cli.workflow;

import dev.sluice.api.ExecutionExplanation;
import dev.sluice.api.WorkflowTestResult;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of a test, for people. */
final class WorkflowTestWords {
  private static final int WIDEST = 60;

  private WorkflowTestWords() {}

  static String of(WorkflowTestResult is) {
    StringBuilder text = new StringBuilder();
    if (!is.steps().isEmpty()) {
      Instant began = is.steps().get(0).at();
      Table table = new Table("STATE", "STATUS", ">AFTER", "DETAIL", "OUTPUT");
      for (WorkflowTestResult.Step step : is.steps()) {
        long millis = Duration.between(began, step.at()).toMillis();
        table.row(
            step.task(),
            step.status(),
            millis == 0 ? "" : Words.millis((double) millis),
            detail(step),
            line(step.output()));
      }
      text.append(table.render()).append('\n');
    }
    Facts facts = new Facts().put("Status", is.status());
    if (is.message() != null) {
      facts.put("Why", is.message());
    }
    if (is.unmocked() != null) {
      facts.put("Request", Json.line(is.unmocked().request()));
    }
    String misses =
        is.listeners().stream()
            .flatMap(listener -> listener.misses().stream())
            .map(ExecutionExplanation.Miss::why)
            .distinct()
            .collect(Collectors.joining("; "));
    if (!misses.isEmpty()) {
      facts.put("Not taken", misses);
    }
    if (is.output() != null) {
      facts.put("Output", Json.line(is.output()));
    }
    if (is.error() != null) {
      facts.put("Error", Json.line(is.error()));
    }
    if (is.context() != null) {
      facts.put("Context", Json.line(is.context()));
    }
    if (is.next() != null) {
      facts.put("Next", is.next());
    }
    return text.append(facts.render()).toString();
  }

  private static String detail(WorkflowTestResult.Step step) {
    List<String> said = new ArrayList<>();
    if (step.decision() != null) {
      said.add("case " + step.decision());
    }
    if (step.attempts() > 1) {
      said.add(step.attempts() + " attempts");
    }
    if (step.call() != null) {
      said.add("calls " + step.call().kind());
    }
    Map<String, Object> error = step.error();
    if (error != null) {
      String type = Objects.toString(error.get("type"), "");
      said.add(
          type.substring(type.lastIndexOf('/') + 1)
              + " "
              + Objects.toString(error.get("status"), ""));
    }
    return Words.shorten(String.join(", ", said), WIDEST);
  }

  private static String line(@Nullable Object value) {
    return value == null ? "" : Words.shorten(Json.line(value), WIDEST);
  }
}
