package dev.sluice.app.cli.sink;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice sink delete}. Not thread-safe. */
@Command(
    name = "delete",
    customSynopsis = "sluice sink delete NAME [OPTION...]",
    description = "Delete a sink; what waits for it becomes dead letters.",
    footer = {"  sluice sink delete done"})
final class SinkDeleteCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The sink's name.")
  String name = "";

  SinkDeleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    client.sinks().delete(name);
    if (!json()) {
      console().println("sink " + name + " deleted");
    }
    return OK;
  }
}
