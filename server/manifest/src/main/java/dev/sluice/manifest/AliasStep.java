package dev.sluice.manifest;

import dev.sluice.api.AliasSpec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes or moves an alias.
 *
 * @param revision what the alias must still be at; null when it is new
 */
record AliasStep(Change change, String function, AliasSpec spec, @Nullable Long revision)
    implements Step {
  @Override
  public void run(Run run) throws IOException {
    run.client().versions().setAlias(function, change.name(), spec, revision);
  }
}
