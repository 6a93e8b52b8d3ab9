package dev.sluice.app.cli.manifest;

import dev.sluice.api.SourceInfo;
import dev.sluice.api.SourceSpec;
import dev.sluice.app.cli.manifest.Change.Action;
import dev.sluice.app.cli.manifest.DefinitionPlanner.There;
import dev.sluice.app.cli.yaml.Problems;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans sources of events. */
final class SourcePlanner {
  private static final String PAUSED = "paused";

  private final Map<String, SourceInfo> there = new HashMap<>();
  private final String manifest;
  private final Problems problems;

  SourcePlanner(SluiceClient client, String manifest, Problems problems) throws IOException {
    this.manifest = manifest;
    this.problems = problems;
    client.sources().list().forEach(source -> there.put(source.name(), source));
  }

  List<Step> plan(List<DefinitionEntry> entries) {
    List<Step> steps = new ArrayList<>();
    for (DefinitionEntry entry : entries) {
      SourceInfo before = there.remove(entry.name());
      Change change =
          DefinitionPlanner.change(
              entry, before == null ? null : there(before), manifest, problems);
      steps.add(
          change.isNothing()
              ? new Step.Nothing(change)
              : new ClientStep(change, client -> bring(client, entry, before)));
    }
    return steps;
  }

  private static There there(SourceInfo is) {
    return new There(
        is.kind(), is.description(), is.options(), is.state().equals(PAUSED), is.manifest());
  }

  private void bring(SluiceClient client, DefinitionEntry entry, @Nullable SourceInfo before)
      throws IOException {
    SourceSpec spec =
        new SourceSpec(entry.name(), entry.kind(), entry.options(), entry.description(), manifest);
    SourceInfo after =
        before == null
            ? client.sources().create(spec)
            : client.sources().replace(entry.name(), spec, before.revision());
    if (after.state().equals(PAUSED) != entry.paused()) {
      Object unused = client.sources().pause(entry.name(), entry.paused());
    }
  }

  /** Those that came from this manifest and are in it no more; call it after {@link #plan}. */
  List<Step> gone() {
    List<Step> steps = new ArrayList<>();
    for (SourceInfo is : there.values()) {
      if (manifest.equals(is.manifest())) {
        Change change =
            Change.of(Action.delete, "source", is.name(), "it is not in the manifest any more");
        steps.add(new ClientStep(change, client -> client.sources().delete(is.name())));
      }
    }
    return steps;
  }
}
