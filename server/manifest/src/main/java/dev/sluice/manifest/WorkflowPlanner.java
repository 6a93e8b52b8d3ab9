package dev.sluice.manifest;

import dev.sluice.api.WorkflowInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Change.Action;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plans workflows, each with its aliases. Not thread-safe. */
final class WorkflowPlanner {
  private static final String THING = "workflow";

  private final SluiceClient client;
  private final Map<String, WorkflowInfo> there = new LinkedHashMap<>();
  private final String manifest;
  private final WorkflowAliasPlanner aliases;

  WorkflowPlanner(SluiceClient client, String manifest, Problems problems) throws IOException {
    this.client = client;
    this.manifest = manifest;
    this.aliases = new WorkflowAliasPlanner(client, problems);
    client.workflows().list().forEach(each -> there.put(each.name(), each));
  }

  List<Step> plan(List<WorkflowEntry> entries) throws IOException {
    List<Step> steps = new ArrayList<>();
    for (WorkflowEntry entry : entries) {
      WorkflowInfo before = there.remove(entry.name());
      if (before == null) {
        Change change = Change.of(Action.create, THING, entry.name(), size(entry.text()));
        steps.add(new WorkflowStep(change, entry, manifest));
        steps.addAll(aliases.plan(entry, null, null));
        continue;
      }
      List<Difference> differences = new ArrayList<>();
      String text =
          Objects.requireNonNullElse(
              client.workflows().get(entry.name(), before.version()).definition(), "");
      boolean same = text.equals(entry.text());
      if (!same) {
        differences.add(
            new Difference(
                "document", "version " + before.version() + ", " + size(text), size(entry.text())));
      }
      Difference.add("manifest", before.manifest(), manifest, differences);
      Change change = Change.of(THING, entry.name(), differences);
      steps.add(
          change.isNothing()
              ? new Step.Nothing(change)
              : new WorkflowStep(change, entry, manifest));
      steps.addAll(aliases.plan(entry, before.version(), before.version() + (same ? 0 : 1)));
    }
    return steps;
  }

  private static String size(@Nullable String text) {
    return Amounts.bytes(text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length);
  }

  /** Those that came from this manifest and are in it no more; call it after {@link #plan}. */
  List<Step> gone() {
    List<Step> steps = new ArrayList<>();
    for (WorkflowInfo is : there.values()) {
      if (manifest.equals(is.manifest())) {
        steps.add(
            ClientStep.of(Change.gone(THING, is.name()), to -> to.workflows().delete(is.name())));
      }
    }
    return steps;
  }
}
