package dev.sluice.studio.core.project;

import dev.sluice.api.BuildInfo;
import dev.sluice.api.BuildLogLine;
import dev.sluice.api.FunctionError;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.LiveEvent;
import dev.sluice.studio.core.project.CodeErrors.Found;
import dev.sluice.studio.core.project.CodeErrors.Spot;
import dev.sluice.studio.core.project.ProjectProblem.Cause;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes from the server's live events what builds and runs of the functions of projects say: logs
 * of builds go to the console, and lines of code that failed to the problems. Confined to the UI
 * thread.
 */
final class RunProblems {
  private static final String LATEST = "latest";

  private final Projects projects;
  private final ProblemBoard board;

  RunProblems(Projects projects, ProblemBoard board) {
    this.projects = projects;
    this.board = board;
  }

  void take(List<LiveEvent> events) {
    boolean changed = false;
    for (LiveEvent event : events) {
      boolean build = event.topic().equals("builds");
      if (build || event.topic().equals("invocations")) {
        for (var each : projects.declaring(event.function()).entrySet()) {
          changed |=
              build
                  ? build(each.getKey(), each.getValue(), event)
                  : run(each.getKey(), each.getValue(), event.invocation());
        }
      }
    }
    if (changed) {
      projects.changed();
    }
  }

  private boolean build(Project project, Declared function, LiveEvent event) {
    ProjectConsole console = projects.console();
    BuildLogLine line = event.buildLine();
    if (line != null) {
      console.say(project, function.name() + "  " + line.text());
      Found found = CodeErrors.inLog(line.text()).orElse(null);
      return found != null && add(project, function, Cause.BUILD, found, found.message());
    }
    BuildInfo build = event.build();
    if (build == null) {
      return false;
    }
    String error = build.error();
    console.say(
        project,
        "build of "
            + function.name()
            + " by "
            + build.recipe()
            + " "
            + event.action()
            + (error == null ? "" : ": " + error));
    // What lines named on the way of a build that went well were warnings.
    return !event.action().equals("failed")
        && board.clear(project, Set.of(function.name()), Cause.BUILD);
  }

  private boolean run(Project project, Declared function, @Nullable InvocationInfo invocation) {
    if (invocation == null || !invocation.version().equals(LATEST)) {
      return false;
    }
    FunctionError error = invocation.error();
    if (error == null) {
      return invocation.status().equals("succeeded")
          && board.set(project, Cause.RUN, function.name(), List.of());
    }
    String sentence = error.type() + " in " + function.name() + ": " + first(error.message());
    Spot spot =
        CodeErrors.in(error).stream()
            .map(each -> CodeErrors.spot(project, function, projects.files(project), each))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(new Spot(project.manifest(), function.line()));
    return board.set(
        project,
        Cause.RUN,
        function.name(),
        List.of(problem(project, function, Cause.RUN, spot, sentence)));
  }

  private boolean add(
      Project project, Declared function, Cause cause, Found found, String sentence) {
    Spot spot = CodeErrors.spot(project, function, projects.files(project), found);
    if (spot == null || sentence.isEmpty()) {
      return false;
    }
    board.add(problem(project, function, cause, spot, sentence));
    return true;
  }

  private static ProjectProblem problem(
      Project project, Declared function, Cause cause, Spot spot, String sentence) {
    return new ProjectProblem(project, cause, function.name(), spot.file(), spot.line(), sentence);
  }

  private static String first(String message) {
    return message.lines().findFirst().orElse("");
  }
}
