package dev.sluice.studio.core.project;

import java.util.List;

/**
 * What came of deploying.
 *
 * @param problems why it did not, or not to the end; empty where it did
 * @param changes how many were made
 */
record Deployed(List<ProjectProblem> problems, int changes) {
  /** Whether all is on the server now. */
  boolean well() {
    return problems.isEmpty();
  }

  /** For people. */
  String sentence(Project project) {
    if (!well()) {
      String before = changes == 0 ? "Not deployed: " : "Deployed in part only: ";
      return before + problems.get(0).sentence();
    }
    return changes == 0
        ? "Nothing to deploy: the server has " + project.name() + " as it is here."
        : "Deployed " + project.name() + ": " + changes + (changes == 1 ? " change." : " changes.");
  }
}
