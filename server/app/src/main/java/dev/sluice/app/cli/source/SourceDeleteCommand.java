package dev.sluice.app.cli.source;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice source delete}. Not thread-safe. */
@Command(
    name = "delete",
    customSynopsis = "sluice source delete NAME [OPTION...]",
    description = "Delete a source; events that came stay.",
    footer = {"  sluice source delete nightly"})
final class SourceDeleteCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The source's name.")
  String name = "";

  SourceDeleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    String remains = client.sources().get(name).remains();
    client.sources().delete(name);
    if (!json()) {
      console().println("source " + name + " deleted");
      if (remains != null) {
        console().println(remains);
      }
    }
    return OK;
  }
}
