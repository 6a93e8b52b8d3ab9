package dev.sluice.app.cli.job;

import dev.sluice.api.JobInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code sluice job get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice job get ID [OPTION...]",
    description = "Show a job and how far it is.",
    footer = {"  sluice job get 01kaw3t2p9z5v8e6m4n7q0r1sx"})
final class JobGetCommand extends JobIdVerb {
  JobGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected JobInfo apply(SluiceClient client) throws IOException {
    return client.jobs().get(id);
  }

  @Override
  protected String words(JobInfo job) {
    return JobWords.of(job, shell());
  }
}
