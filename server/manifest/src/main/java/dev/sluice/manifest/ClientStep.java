package dev.sluice.manifest;

import dev.sluice.client.SluiceClient;
import java.io.IOException;

/** One call, or a few, that bring a thing about. */
record ClientStep(Change change, Work work) implements Step {
  /** The calls. */
  interface Work {
    void run(SluiceClient client) throws IOException;
  }

  /** One that does nothing where nothing changes. */
  static Step of(Change change, Work work) {
    return change.isNothing() ? new Nothing(change) : new ClientStep(change, work);
  }

  @Override
  public void run(Run run) throws IOException {
    work.run(run.client());
  }
}
