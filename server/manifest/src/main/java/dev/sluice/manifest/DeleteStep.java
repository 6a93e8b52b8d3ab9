package dev.sluice.manifest;

import java.io.IOException;

/** Deletes a function that nobody changed since the plan. */
record DeleteStep(Change change, long revision) implements Step {
  @Override
  public void run(Run run) throws IOException {
    run.client().deleteFunction(change.name(), revision);
  }
}
