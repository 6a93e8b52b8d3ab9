package dev.sluice.studio.core.project;

import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Change;
import dev.sluice.manifest.Codes;
import dev.sluice.manifest.Manifest;
import dev.sluice.manifest.Plan;
import dev.sluice.manifest.Planner;
import dev.sluice.manifest.Run;
import dev.sluice.manifest.Step;
import dev.sluice.manifest.Upload;
import dev.sluice.manifest.yaml.Problems;
import dev.sluice.studio.core.project.ProjectProblem.Cause;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;

/**
 * Brings a project, or some of its functions, to the server: what differs, and nothing else. The
 * files are read when it runs.
 *
 * @param names of functions; empty for all that the manifest has
 * @param namespace that Studio works in
 * @param environment of this process, which new secrets can have their values from
 * @param said told each change that was made, in the thread that makes it
 */
record Deployment(
    Project project,
    Set<String> names,
    String namespace,
    Map<String, String> environment,
    Consumer<String> said) {

  /**
   * Does it. Blocks.
   *
   * @throws IOException when the server does not answer
   * @throws SluiceApiException when it refuses a question
   */
  Deployed run(SluiceClient client, IProgressMonitor monitor) throws IOException {
    Problems problems = new Problems();
    try (Codes codes = new Codes()) {
      Manifest manifest = ProjectReading.manifest(project, problems);
      if (!problems.isEmpty()) {
        return refused(Cause.MANIFEST, problems);
      }
      String other = otherNamespace(manifest, namespace);
      if (!other.isEmpty()) {
        return failed(ProjectProblem.of(project, Cause.DEPLOYMENT, "", other), 0);
      }
      Planner planner = new Planner(client, environment, codes, problems);
      Plan plan = names.isEmpty() ? planner.plan(manifest, false) : planner.plan(manifest, names);
      return problems.isEmpty()
          ? carryOut(
              plan.work(), Declared.of(manifest), new Run(client, () -> Upload.UNWATCHED), monitor)
          : refused(Cause.DEPLOYMENT, problems);
    } catch (FileSystemException e) {
      return failed(
          ProjectProblem.of(
              project, Cause.DEPLOYMENT, "", "the files cannot be read: " + e.getMessage()),
          0);
    }
  }

  /** What is to be said where the manifest belongs to another namespace; empty where not. */
  static String otherNamespace(Manifest manifest, String namespace) {
    String own = manifest.namespace();
    return own == null || namespace.isEmpty() || own.equals(namespace)
        ? ""
        : "the manifest belongs to the namespace '"
            + own
            + "', and Studio works in '"
            + namespace
            + "'; choose that in the Navigator, or take 'namespace:' out";
  }

  private Deployed carryOut(
      List<Step> work, List<Declared> declared, Run run, IProgressMonitor monitor)
      throws IOException {
    monitor.beginTask("Deploying " + project.name(), work.size());
    int done = 0;
    for (Step step : work) {
      Change change = step.change();
      if (monitor.isCanceled()) {
        return cancelled(done);
      }
      monitor.subTask(change.title());
      long from = System.nanoTime();
      try {
        step.run(run);
      } catch (SluiceApiException e) {
        return failed(refused(declared, change, e.sentence()), done);
      }
      said.accept(
          change.title()
              + " "
              + change.action()
              + "d ("
              + (System.nanoTime() - from) / 1_000_000
              + " ms)");
      done++;
      monitor.worked(1);
    }
    return new Deployed(List.of(), done);
  }

  /** What came of it where somebody cancelled it after so many changes. */
  Deployed cancelled(int done) {
    return failed(
        ProjectProblem.of(
            project, Cause.DEPLOYMENT, "", "deploying was cancelled; deploy again to go on"),
        done);
  }

  private ProjectProblem refused(List<Declared> declared, Change change, String sentence) {
    String owner = change.function() == null ? change.name() : change.function();
    int line =
        declared.stream()
            .filter(each -> each.name().equals(owner))
            .filter(each -> change.function() != null || each.kind().equals(change.kind()))
            .findFirst()
            .map(Declared::line)
            .orElse(1);
    String first = sentence.lines().findFirst().orElse(sentence);
    return new ProjectProblem(
        project, Cause.DEPLOYMENT, owner, project.manifest(), line, change.title() + ": " + first);
  }

  private Deployed refused(Cause cause, Problems problems) {
    return new Deployed(ProjectProblem.of(project, cause, problems.found()), 0);
  }

  private static Deployed failed(ProjectProblem problem, int done) {
    return new Deployed(List.of(problem), done);
  }
}
