package dev.sluice.app.cli.job;

import dev.sluice.api.JobInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code sluice job pause}. Not thread-safe. */
@Command(
    name = "pause",
    customSynopsis = "sluice job pause ID [OPTION...]",
    description = "Let no task begin; those that run end as they do.",
    footer = {"  sluice job pause 01kaw3t2p9z5v8e6m4n7q0r1sx"})
final class JobPauseCommand extends JobIdVerb {
  JobPauseCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected JobInfo apply(SluiceClient client) throws IOException {
    return client.jobs().pause(id);
  }
}
