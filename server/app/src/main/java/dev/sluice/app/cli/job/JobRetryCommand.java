package dev.sluice.app.cli.job;

import dev.sluice.api.JobRetried;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice job retry}. Not thread-safe. */
@Command(
    name = "retry",
    customSynopsis = "sluice job retry ID [OPTION...]",
    description = "Run tasks again that failed.",
    footer = {
      "  sluice job retry 01kaw3t2p9z5v8e6m4n7q0r1sx",
      "  sluice job retry 01kaw3t2p9z5v8e6m4n7q0r1sx --task 17"
    })
final class JobRetryCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", description = "The job's id.")
  String id = "";

  @Option(names = "--task", paramLabel = "N", description = "Only the task with this number.")
  @Nullable Long task;

  JobRetryCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    int count = client.jobs().retry(id, task);
    console().print(json() ? Json.pretty(new JobRetried(count)) : count + " tasks are run again\n");
    return OK;
  }
}
