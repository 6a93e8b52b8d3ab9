package dev.sluice.app.cli.job;

import dev.sluice.api.JobInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code sluice job resume}. Not thread-safe. */
@Command(
    name = "resume",
    customSynopsis = "sluice job resume ID [OPTION...]",
    description = "Let tasks begin again.",
    footer = {"  sluice job resume 01kaw3t2p9z5v8e6m4n7q0r1sx"})
final class JobResumeCommand extends JobIdVerb {
  JobResumeCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected JobInfo apply(SluiceClient client) throws IOException {
    return client.jobs().resume(id);
  }
}
