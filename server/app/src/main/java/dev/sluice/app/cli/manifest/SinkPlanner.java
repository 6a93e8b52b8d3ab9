package dev.sluice.app.cli.manifest;

import dev.sluice.api.SinkInfo;
import dev.sluice.api.SinkSpec;
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

/** Plans sinks. */
final class SinkPlanner {
  private final Map<String, SinkInfo> there = new HashMap<>();
  private final String manifest;
  private final Problems problems;

  SinkPlanner(SluiceClient client, String manifest, Problems problems) throws IOException {
    this.manifest = manifest;
    this.problems = problems;
    client.sinks().list().forEach(sink -> there.put(sink.name(), sink));
  }

  List<Step> plan(List<DefinitionEntry> entries) {
    List<Step> steps = new ArrayList<>();
    for (DefinitionEntry entry : entries) {
      SinkInfo before = there.remove(entry.name());
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

  private static There there(SinkInfo is) {
    return new There(is.kind(), is.description(), is.options(), false, is.manifest());
  }

  private void bring(SluiceClient client, DefinitionEntry entry, @Nullable SinkInfo before)
      throws IOException {
    SinkSpec spec =
        new SinkSpec(entry.name(), entry.kind(), entry.options(), entry.description(), manifest);
    Object unused =
        before == null
            ? client.sinks().create(spec)
            : client.sinks().replace(entry.name(), spec, before.revision());
  }

  /** Those that came from this manifest and are in it no more; call it after {@link #plan}. */
  List<Step> gone() {
    List<Step> steps = new ArrayList<>();
    for (SinkInfo is : there.values()) {
      if (manifest.equals(is.manifest())) {
        Change change =
            Change.of(Action.delete, "sink", is.name(), "it is not in the manifest any more");
        steps.add(new ClientStep(change, client -> client.sinks().delete(is.name())));
      }
    }
    return steps;
  }
}
