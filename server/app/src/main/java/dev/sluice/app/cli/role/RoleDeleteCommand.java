package dev.sluice.app.cli.role;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice role delete}. Not thread-safe. */
@Command(
    name = "delete",
    customSynopsis = "sluice role delete NAME [OPTION...]",
    description = "Delete a role that no function has.",
    footer = {"  sluice role delete shop"})
final class RoleDeleteCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The role's name.")
  String name = "";

  RoleDeleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    client.roles().delete(name);
    if (!json()) {
      console().println("role " + name + " deleted");
    }
    return OK;
  }
}
