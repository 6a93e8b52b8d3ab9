package dev.sluice.app.cli.namespace;

import dev.sluice.api.NamespaceInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice namespace get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice namespace get NAME [OPTION...]",
    description = "Show a namespace: its quotas and what it has of them.",
    footer = {"  sluice namespace get web"})
final class NamespaceGetCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The namespace's name.")
  String name = "";

  NamespaceGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    NamespaceInfo found = client.namespaces().get(name);
    console().print(json() ? Json.pretty(found) : NamespaceWords.of(found));
    return OK;
  }
}
