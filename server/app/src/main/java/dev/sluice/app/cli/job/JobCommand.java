package dev.sluice.app.cli.job;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice job}. Not thread-safe. */
@Command(
    name = "job",
    customSynopsis = "sluice job VERB ...",
    description = "Batch jobs: a function runs for each item of an input.",
    subcommands = {
      JobStartCommand.class,
      JobListCommand.class,
      JobGetCommand.class,
      JobResultsCommand.class,
      JobRetryCommand.class,
      JobPauseCommand.class,
      JobResumeCommand.class,
      JobCancelCommand.class
    },
    footer = {
      "  sluice job start resize --items pictures.json --parallelism 8",
      "  sluice job get 01kaw3t2p9z5v8e6m4n7q0r1sx",
      "  sluice job results 01kaw3t2p9z5v8e6m4n7q0r1sx --status failed"
    })
public final class JobCommand extends Group {
  JobCommand(Shell shell) {
    super(shell);
  }
}
