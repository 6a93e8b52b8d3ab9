package dev.sluice.manifest;

import java.io.IOException;

/** Makes a secret of a variable of this process's environment. */
record SecretStep(Change change, String value) implements Step {
  @Override
  public void run(Run run) throws IOException {
    run.client().namespaces().setSecret(change.name(), value);
  }

  /** The record without its secret. */
  @Override
  public String toString() {
    return change.toString();
  }
}
