package dev.sluice.app.cli.secret;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice secret delete}. Not thread-safe. */
@Command(
    name = "delete",
    customSynopsis = "sluice secret delete NAME [OPTION...]",
    description = "Delete a secret that no function and no version uses.",
    footer = {"  sluice secret delete db"})
final class SecretDeleteCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The secret's name.")
  String name = "";

  SecretDeleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    client.namespaces().deleteSecret(name);
    if (!json()) {
      console().println("secret " + name + " deleted");
    }
    return OK;
  }
}
