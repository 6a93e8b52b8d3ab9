package dev.sluice.manifest;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.WorkflowAliasInfo;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Change.Action;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plans the aliases of a workflow. Those that the manifest does not name stay. */
final class WorkflowAliasPlanner {
  private final SluiceClient client;
  private final Problems problems;

  WorkflowAliasPlanner(SluiceClient client, Problems problems) {
    this.client = client;
    this.problems = problems;
  }

  /**
   * Their steps.
   *
   * @param newest the newest version now; null for a workflow that is not there
   * @param next what will be the newest one; null for a workflow that is not there, since one that
   *     was deleted goes on counting
   */
  List<Step> plan(WorkflowEntry workflow, @Nullable Integer newest, @Nullable Integer next)
      throws IOException {
    List<Step> steps = new ArrayList<>();
    Map<String, WorkflowAliasInfo> there = new HashMap<>();
    if (newest != null && !workflow.aliases().isEmpty()) {
      client.workflows().aliases(workflow.name()).forEach(alias -> there.put(alias.name(), alias));
    }
    for (AliasEntry entry : workflow.aliases()) {
      Map<String, Double> weights = new TreeMap<>();
      boolean whole = true;
      for (Map.Entry<String, Double> share : entry.weights().entrySet()) {
        String version = share.getKey();
        if (version.equals(AliasEntry.LATEST)) {
          weights.merge(next == null ? version : next.toString(), share.getValue(), Double::sum);
        } else if (isThere(workflow.name(), Integer.valueOf(version), newest, next)) {
          weights.merge(version, share.getValue(), Double::sum);
        } else {
          whole = false;
          missing(workflow, entry, version);
        }
      }
      if (whole) {
        steps.add(step(workflow.name(), entry, weights, there.get(entry.name()), newest));
      }
    }
    return steps;
  }

  private boolean isThere(
      String workflow, Integer version, @Nullable Integer newest, @Nullable Integer next)
      throws IOException {
    if (newest == null || version.equals(newest) || version.equals(next) || version > newest) {
      return version.equals(newest) || version.equals(next);
    }
    try {
      Object unused = client.workflows().get(workflow, version);
      return true;
    } catch (SluiceApiException e) {
      if (e.is(ErrorCode.WORKFLOW_NOT_FOUND)) {
        return false;
      }
      throw e;
    }
  }

  private void missing(WorkflowEntry workflow, AliasEntry entry, String version) {
    problems.add(
        entry.place(),
        "the alias '"
            + entry.name()
            + "' of the workflow '"
            + workflow.name()
            + "' names version "
            + version
            + ", which does not exist; name another one, or 'latest'");
  }

  private static Step step(
      String workflow,
      AliasEntry entry,
      Map<String, Double> weights,
      @Nullable WorkflowAliasInfo before,
      @Nullable Integer newest) {
    Change change;
    if (before == null) {
      change = Change.of(Action.create, "alias", entry.name(), AliasPlanner.words(weights));
    } else {
      List<Difference> differences = new ArrayList<>();
      if (!AliasPlanner.isSame(before.weights(), weights)) {
        differences.add(
            new Difference(
                "weights", AliasPlanner.words(before.weights()), AliasPlanner.words(weights)));
      }
      change = Change.of("alias", entry.name(), differences);
    }
    Change own = change.in(workflow);
    return own.isNothing()
        ? new Step.Nothing(own)
        : new WorkflowAliasStep(own, workflow, entry.weights(), newest);
  }
}
