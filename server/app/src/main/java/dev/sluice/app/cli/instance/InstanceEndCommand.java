package dev.sluice.app.cli.instance;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice instance end}. Not thread-safe. */
@Command(
    name = "end",
    customSynopsis = "sluice instance end INSTANCE [OPTION...]",
    description = {
      "End an instance.",
      "The call that it serves fails; the next one gets another instance."
    },
    footer = {"  sluice instance end 17-8123456789"})
final class InstanceEndCommand extends ServerVerb {
  @Parameters(paramLabel = "INSTANCE", description = "Its id, as 'sluice instance list' shows it.")
  String instance = "";

  InstanceEndCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    client.instances().end(instance);
    console().note("instance " + instance + " ended");
    return OK;
  }
}
