package dev.sluice.manifest;

import dev.sluice.api.SinkInfo;
import dev.sluice.api.SinkSpec;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Plans sinks. */
final class SinkPlanner extends DefinitionPlanner {
  SinkPlanner(SluiceClient client, String manifest, Problems problems) throws IOException {
    super(
        "sink",
        client.sinks().list().stream().map(SinkPlanner::there).toList(),
        manifest,
        problems);
  }

  private static There there(SinkInfo is) {
    return new There(
        is.name(), is.kind(), is.description(), is.options(), false, is.revision(), is.manifest());
  }

  @Override
  void bring(SluiceClient client, DefinitionEntry entry, String from, @Nullable Long revision)
      throws IOException {
    SinkSpec spec =
        new SinkSpec(entry.name(), entry.kind(), entry.options(), entry.description(), from);
    Object unused =
        revision == null
            ? client.sinks().create(spec)
            : client.sinks().replace(entry.name(), spec, revision);
  }

  @Override
  void delete(SluiceClient client, String name) throws IOException {
    client.sinks().delete(name);
  }
}
