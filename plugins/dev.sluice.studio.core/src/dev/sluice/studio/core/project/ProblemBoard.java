package dev.sluice.studio.core.project;

import dev.sluice.studio.core.project.ProjectProblem.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is wrong with all projects, by what found it: a finder that looks again replaces what it
 * found before. Confined to the UI thread.
 */
final class ProblemBoard {
  private record Key(Project project, Cause cause, String subject) {}

  private final Map<Key, List<ProjectProblem>> found = new LinkedHashMap<>();

  /** What a finder finds now; returns whether that is something else than before. */
  boolean set(Project project, Cause cause, String subject, List<ProjectProblem> now) {
    Key key = new Key(project, cause, subject);
    List<ProjectProblem> before =
        now.isEmpty() ? found.remove(key) : found.put(key, List.copyOf(now));
    return !now.equals(before == null ? List.of() : before);
  }

  /** Adds to what a finder found. */
  void add(ProjectProblem problem) {
    Key key = new Key(problem.project(), problem.cause(), problem.subject());
    List<ProjectProblem> all = new ArrayList<>(found.getOrDefault(key, List.of()));
    if (!all.contains(problem)) {
      all.add(problem);
    }
    found.put(key, all);
  }

  /** What these finders found of these functions, or of all for none, is mended or to be seen. */
  boolean clear(Project project, Set<String> functions, Cause... causes) {
    Set<Cause> these = Set.of(causes);
    return found
        .keySet()
        .removeIf(
            key ->
                key.project().equals(project)
                    && these.contains(key.cause())
                    && (functions.isEmpty()
                        || key.subject().isEmpty()
                        || functions.contains(key.subject())));
  }

  /** The project is closed. */
  void forget(Project project) {
    found.keySet().removeIf(key -> key.project().equals(project));
  }

  /** All, by project, file and line. */
  List<ProjectProblem> all() {
    return found.values().stream()
        .flatMap(List::stream)
        .sorted(
            Comparator.comparing((ProjectProblem each) -> each.project().name())
                .thenComparing(ProjectProblem::file)
                .thenComparingInt(ProjectProblem::line))
        .toList();
  }
}
