package dev.sluice.manifest;

import dev.sluice.api.SourceInfo;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Plans sources of events. */
final class SourcePlanner extends DefinitionPlanner {
  private static final String PAUSED = "paused";

  SourcePlanner(SluiceClient client, String manifest, Problems problems) throws IOException {
    super(
        "source",
        client.sources().list().stream().map(SourcePlanner::there).toList(),
        manifest,
        problems);
  }

  private static There there(SourceInfo is) {
    return new There(
        is.name(),
        is.kind(),
        is.description(),
        is.options(),
        is.state().equals(PAUSED),
        is.revision(),
        is.manifest());
  }

  @Override
  void bring(SluiceClient client, DefinitionEntry entry, String from, @Nullable Long revision)
      throws IOException {
    SourceSpec spec =
        new SourceSpec(entry.name(), entry.kind(), entry.options(), entry.description(), from);
    SourceInfo after =
        revision == null
            ? client.sources().create(spec)
            : client.sources().replace(entry.name(), spec, revision);
    if (after.state().equals(PAUSED) != entry.paused()) {
      Object unused = client.sources().pause(entry.name(), entry.paused());
    }
  }

  @Override
  void delete(SluiceClient client, String name) throws IOException {
    client.sources().delete(name);
  }
}
