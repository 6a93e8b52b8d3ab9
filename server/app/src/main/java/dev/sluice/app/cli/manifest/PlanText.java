package dev.sluice.app.cli.manifest;

import dev.sluice.api.ValueSource;
import dev.sluice.app.cli.text.Words;
import dev.sluice.manifest.Change;
import dev.sluice.manifest.Change.Action;
import dev.sluice.manifest.Difference;
import dev.sluice.manifest.Plan;
import dev.sluice.manifest.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan for people. */
final class PlanText {
  private static final Map<Action, String> SIGNS =
      Map.of(Action.create, "+", Action.update, "~", Action.delete, "-", Action.unchanged, "=");
  private static final Map<Action, String> DONE =
      Map.of(
          Action.create, "created",
          Action.update, "updated",
          Action.delete, "deleted",
          Action.unchanged, "unchanged");
  private static final int MOST_CHARACTERS = 80;

  private PlanText() {}

  /** Each thing with what happens to it, and how many there are. */
  static String of(Plan plan) {
    StringBuilder text = new StringBuilder();
    for (Step step : plan.steps()) {
      Change change = step.change();
      text.append(SIGNS.get(change.action())).append(' ').append(title(change)).append('\n');
      for (Difference difference : change.differences()) {
        text.append("    ")
            .append(difference.field())
            .append(": ")
            .append(words(difference.from()))
            .append(" -> ")
            .append(words(difference.to()))
            .append('\n');
      }
    }
    return text.append(summary(plan)).append('\n').toString();
  }

  private static String title(Change change) {
    return change.title()
        + ": "
        + change.action()
        + (change.about().isEmpty() ? "" : " (" + Words.oneLine(change.about()) + ")");
  }

  private static String summary(Plan plan) {
    if (plan.work().isEmpty()) {
      return "Nothing to do: all is as the manifest '" + plan.name() + "' says.";
    }
    List<String> parts = new ArrayList<>();
    for (Action action : Action.values()) {
      long count = plan.count(action);
      if (count > 0) {
        parts.add(count + (action == Action.unchanged ? " unchanged" : " to " + action));
      }
    }
    return "Plan of the manifest '" + plan.name() + "': " + String.join(", ", parts) + ".";
  }

  /** One line about a step that was done. */
  static String done(Change change) {
    return change.title() + " " + DONE.get(change.action());
  }

  private static String words(@Nullable Object value) {
    if (value == null) {
      return "(none)";
    }
    if (value instanceof ValueSource source) {
      return source.secret() == null
          ? "platform " + source.platform()
          : "secret " + source.secret();
    }
    if (value instanceof Double number) {
      return Words.number(number);
    }
    String text = Words.shorten(value.toString(), MOST_CHARACTERS);
    return text.isEmpty() ? "\"\"" : text;
  }
}
