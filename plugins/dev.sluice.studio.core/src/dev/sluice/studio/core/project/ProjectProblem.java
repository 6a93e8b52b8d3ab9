package dev.sluice.studio.core.project;

import dev.sluice.manifest.yaml.Place;
import dev.sluice.manifest.yaml.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * Something that is wrong with a project.
 *
 * @param cause what found it, and so what shows that it was mended
 * @param subject the name of the function it is about; empty for the project as a whole
 * @param file absolute
 * @param line from 1
 */
public record ProjectProblem(
    Project project, Cause cause, String subject, Path file, int line, String sentence) {

  /** What found a problem. */
  public enum Cause {
    /** Reading the manifest. */
    MANIFEST,
    /** Comparing it with the server. */
    COMPARISON,
    /** Comparing it with other projects; a warning. */
    OTHER_PROJECT,
    /** Deploying. */
    DEPLOYMENT,
    /** The build of code. */
    BUILD,
    /** A run of the function as it is deployed. */
    RUN
  }

  public ProjectProblem {
    // Sentences that follow a place begin small.
    sentence =
        sentence.isEmpty()
            ? sentence
            : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  /** One of the manifest as a whole. */
  static ProjectProblem of(Project project, Cause cause, String subject, String sentence) {
    return new ProjectProblem(project, cause, subject, project.manifest(), 1, sentence);
  }

  /** What a reader or planner of manifests found. */
  static List<ProjectProblem> of(Project project, Cause cause, List<Problem> found) {
    return found.stream().map(each -> of(project, cause, each)).toList();
  }

  private static ProjectProblem of(Project project, Cause cause, Problem found) {
    Place place = found.place();
    return place == null
        ? of(project, cause, "", found.sentence())
        : new ProjectProblem(
            project, cause, "", Path.of(place.file()), place.line(), found.sentence());
  }

  /** Whether it can be lived with. */
  public boolean warning() {
    return cause == Cause.OTHER_PROJECT;
  }

  /** The file as people name it, from the project's folder where it lies there. */
  public String fileName() {
    return project.has(file) ? project.folder().relativize(file).toString() : file.toString();
  }
}
