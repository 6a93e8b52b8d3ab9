package dev.sluice.manifest;

import dev.sluice.api.AliasSpec;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes or moves an alias of a workflow.
 *
 * @param weights version number, or {@link AliasEntry#LATEST}, to share
 * @param newest what latest is where no step deploys the workflow; null where one does
 */
record WorkflowAliasStep(
    Change change, String workflow, Map<String, Double> weights, @Nullable Integer newest)
    implements Step {
  @Override
  public void run(Run run) throws IOException {
    Map<String, Double> numbers = new TreeMap<>();
    weights.forEach(
        (version, share) ->
            numbers.merge(
                version.equals(AliasEntry.LATEST)
                    ? String.valueOf(run.version(workflow, newest))
                    : version,
                share,
                Double::sum));
    Object unused =
        run.client().workflows().setAlias(workflow, change.name(), new AliasSpec(numbers, null));
  }
}
