package dev.sluice.manifest;

import dev.sluice.api.RoleInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Plans roles. */
final class RolePlanner extends DefinitionPlanner {
  RolePlanner(SluiceClient client, String manifest, Problems problems) throws IOException {
    super(
        RoleReader.KIND,
        client.roles().list().stream().map(RolePlanner::there).toList(),
        manifest,
        problems);
  }

  private static There there(RoleInfo is) {
    return new There(
        is.name(),
        RoleReader.KIND,
        is.description(),
        RoleReader.allowed(is),
        false,
        is.revision(),
        is.manifest());
  }

  @Override
  void bring(SluiceClient client, DefinitionEntry entry, String from, @Nullable Long revision)
      throws IOException {
    Object unused = client.roles().set(entry.name(), RoleReader.spec(entry, from), revision);
  }

  @Override
  void delete(SluiceClient client, String name) throws IOException {
    client.roles().delete(name);
  }
}
