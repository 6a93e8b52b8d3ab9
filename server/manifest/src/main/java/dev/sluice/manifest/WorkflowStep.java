package dev.sluice.manifest;

import dev.sluice.api.WorkflowInfo;
import java.io.IOException;

/** Deploys a workflow; where the newest version has the text, only its manifest is new. */
record WorkflowStep(Change change, WorkflowEntry entry, String manifest) implements Step {
  @Override
  public void run(Run run) throws IOException {
    WorkflowInfo is = run.client().workflows().deploy(entry.name(), entry.bytes(), manifest);
    run.deployed(entry.name(), is.version());
  }
}
