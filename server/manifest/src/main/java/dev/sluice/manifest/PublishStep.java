package dev.sluice.manifest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes latest, as the plan or the step before left it; so the version has the planned number.
 *
 * @param revision what the function was planned from; null when it is made by the step before
 */
record PublishStep(Change change, String function, String description, @Nullable Long revision)
    implements Step {
  @Override
  public void run(Run run) throws IOException {
    run.client()
        .versions()
        .publish(
            function, description.isEmpty() ? null : description, run.revision(function, revision));
  }
}
