package dev.sluice.manifest;

import java.io.IOException;

/** One thing of a plan, with what brings it about. */
public interface Step {
  /** What it comes to. */
  Change change();

  /**
   * Does it; steps that change nothing do nothing.
   *
   * @throws dev.sluice.client.SluiceApiException when the server refuses it
   */
  void run(Run run) throws IOException;

  /** A thing that is as it should be. */
  record Nothing(Change change) implements Step {
    @Override
    public void run(Run run) {}
  }
}
