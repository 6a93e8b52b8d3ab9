package dev.sluice.studio.core.workflow;

import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.validate.Functions;
import dev.sluice.flow.validate.WorkflowValidator;
import dev.sluice.studio.core.functions.FunctionCatalog;
import dev.sluice.studio.core.graph.Mark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with a workflow, beside the UI thread; of texts that come one after the other
 * only the last is looked at. Confined to the UI thread.
 */
final class WorkflowCheck {
  private static final long PAUSE_MILLIS = 120;

  private final NewestJob<Question, List<Problem>> job;

  /** A document, and the functions that there are; null where that is not known. */
  private record Question(Document document, @Nullable Functions functions) {}

  WorkflowCheck(Executor ui, Consumer<List<Problem>> found) {
    job =
        new NewestJob<>(
            "Checking the workflow",
            ui,
            asked -> WorkflowValidator.check(asked.document(), asked.functions()),
            (asked, problems) -> found.accept(problems));
  }

  /** Looks at a document soon. */
  void start(Document document, FunctionCatalog catalog) {
    Set<String> names =
        catalog.loaded()
            ? catalog.functions().stream().map(each -> each.name()).collect(Collectors.toSet())
            : null;
    job.ask(new Question(document, names == null ? null : new Known(names)), PAUSE_MILLIS);
  }

  void dispose() {
    job.forget();
  }

  /** What states wear: the first error of each, else the first warning. */
  static Map<String, Mark> marks(List<Problem> problems, StateIndex index) {
    Map<String, Mark> marks = new HashMap<>();
    for (Problem problem : problems) {
      Mark.Kind kind = problem.isWarning() ? Mark.Kind.WARNING : Mark.Kind.ERROR;
      index
          .at(problem.path())
          .ifPresent(
              entry -> {
                Mark known = marks.get(entry.key());
                if (known == null || (known.kind() == Mark.Kind.WARNING && kind != known.kind())) {
                  marks.put(entry.key(), new Mark(kind, problem.message()));
                }
              });
    }
    return marks;
  }

  private record Known(Set<String> names) implements Functions {
    @Override
    public boolean has(String name) {
      return names.contains(name);
    }

    @Override
    public boolean has(String name, String qualifier) {
      // Versions and aliases are not all known here; the server looks when it deploys.
      return true;
    }
  }
}
