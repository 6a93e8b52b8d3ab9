package dev.sluice.app.cli.namespace;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice namespace delete}. Not thread-safe. */
@Command(
    name = "delete",
    customSynopsis = "sluice namespace delete NAME [OPTION...]",
    description = "Delete a namespace that has no functions.",
    footer = {"  sluice namespace delete web"})
final class NamespaceDeleteCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The namespace's name.")
  String name = "";

  NamespaceDeleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    client.namespaces().delete(name);
    console().print(json() ? "{}\n" : "namespace " + name + " deleted\n");
    return OK;
  }
}
