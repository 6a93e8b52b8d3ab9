package dev.sluice.app.cli.job;

import dev.sluice.api.JobInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code sluice job cancel}. Not thread-safe. */
@Command(
    name = "cancel",
    customSynopsis = "sluice job cancel ID [OPTION...]",
    description = "Take all tasks out that do not run.",
    footer = {"  sluice job cancel 01kaw3t2p9z5v8e6m4n7q0r1sx"})
final class JobCancelCommand extends JobIdVerb {
  JobCancelCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected JobInfo apply(SluiceClient client) throws IOException {
    return client.jobs().cancel(id);
  }
}
