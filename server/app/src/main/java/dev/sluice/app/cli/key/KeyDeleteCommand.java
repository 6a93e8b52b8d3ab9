package dev.sluice.app.cli.key;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice key delete}. Not thread-safe. */
@Command(
    name = "delete",
    customSynopsis = "sluice key delete NAME [OPTION...]",
    description = "Delete an access key: its token opens nothing any more.",
    footer = {"  sluice key delete ci --namespace web"})
final class KeyDeleteCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The key's name.")
  String name = "";

  KeyDeleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    client.namespaces().deleteKey(name);
    console().print(json() ? "{}\n" : "key " + name + " deleted\n");
    return OK;
  }
}
