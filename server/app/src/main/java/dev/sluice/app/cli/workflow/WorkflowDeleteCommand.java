package dev.sluice.app.cli.workflow;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice workflow delete}. Not thread-safe. */
@Command(
    name = "delete",
    customSynopsis = "sluice workflow delete NAME [OPTION...]",
    description = "Delete a workflow; its executions go on.",
    footer = {"  sluice workflow delete order"})
final class WorkflowDeleteCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The workflow's name.")
  String name = "";

  WorkflowDeleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    client.workflows().delete(name);
    if (!json()) {
      console().println("workflow " + name + " deleted");
    }
    return OK;
  }
}
