package dev.sluice.studio.core.project;

import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Change;
import dev.sluice.manifest.Codes;
import dev.sluice.manifest.Manifest;
import dev.sluice.manifest.Planner;
import dev.sluice.manifest.Step;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;

/**
 * What deploying all of a manifest would do, and what stands in its way.
 *
 * @param changes empty where that is not known
 */
record Comparison(List<Change> changes, Problems problems) {
  /** Nobody knows. */
  static Comparison unknown() {
    return new Comparison(List.of(), new Problems());
  }

  /**
   * Asks the server. Blocks.
   *
   * @param namespace that Studio works in
   * @param environment of this process, which new secrets can have their values from
   * @throws IOException when the server does not answer
   * @throws SluiceApiException when it refuses a question
   */
  static Comparison of(
      Manifest manifest, String namespace, Map<String, String> environment, SluiceClient client)
      throws IOException {
    Problems problems = new Problems();
    String other = Deployment.otherNamespace(manifest, namespace);
    if (!other.isEmpty()) {
      problems.add(other);
      return new Comparison(List.of(), problems);
    }
    try (Codes codes = new Codes()) {
      List<Step> steps =
          new Planner(client, environment, codes, problems).plan(manifest, false).steps();
      return new Comparison(steps.stream().map(Step::change).toList(), problems);
    } catch (FileSystemException e) {
      problems.add("the files cannot be read: " + e.getMessage());
      return new Comparison(List.of(), problems);
    }
  }
}
