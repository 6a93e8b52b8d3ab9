package dev.sluice.app.cli.association;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice association delete}. Not thread-safe. */
@Command(
    name = "delete",
    customSynopsis = "sluice association delete NAME [OPTION...]",
    description = "Delete an association with its events that wait.",
    footer = {"  sluice association delete sales"})
final class AssociationDeleteCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The association's name.")
  String name = "";

  AssociationDeleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    client.events().delete(name);
    if (!json()) {
      console().println("association " + name + " deleted");
    }
    return OK;
  }
}
