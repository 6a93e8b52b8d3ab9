package dev.sluice.studio.core.project;

import dev.sluice.studio.core.project.ProjectProblem.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds functions that are in more than one project. Stateless. */
final class DeclaredTwice {
  private DeclaredTwice() {}

  /** Of each project what others have too: what is deployed last is what the server has. */
  static Map<Project, List<ProjectProblem>> find(Map<Project, List<Declared>> functions) {
    Map<String, List<Project>> owners = new LinkedHashMap<>();
    functions.forEach(
        (project, all) ->
            all.forEach(
                each ->
                    owners.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(project)));
    Map<Project, List<ProjectProblem>> found = new LinkedHashMap<>();
    functions.forEach(
        (project, all) ->
            found.put(
                project,
                all.stream()
                    .flatMap(
                        each ->
                            owners.getOrDefault(each.name(), List.of()).stream()
                                .filter(other -> !other.equals(project))
                                .map(other -> problem(project, each, other)))
                    .toList()));
    return found;
  }

  private static ProjectProblem problem(Project project, Declared function, Project other) {
    return new ProjectProblem(
        project,
        Cause.OTHER_PROJECT,
        "",
        project.manifest(),
        function.line(),
        "the function '"
            + function.name()
            + "' is in the project "
            + other.folder()
            + " too: the server has what is deployed last");
  }
}
