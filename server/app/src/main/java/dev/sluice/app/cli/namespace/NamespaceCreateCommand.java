package dev.sluice.app.cli.namespace;

import dev.sluice.api.NamespaceInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice namespace create}. Not thread-safe. */
@Command(
    name = "create",
    customSynopsis = "sluice namespace create NAME [OPTION...]",
    description = {
      "Make a namespace with quotas.",
      "A namespace is there as soon as somebody uses it; without quotas nothing limits it."
    },
    footer = {
      "  sluice namespace create web",
      "  sluice namespace create web --max-functions 50 --max-invocations 6000"
    })
final class NamespaceCreateCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The namespace's name.")
  String name = "";

  @Mixin QuotaOptions quota = new QuotaOptions();

  NamespaceCreateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    NamespaceInfo made;
    try {
      made = client.namespaces().create(quota.spec(name, null));
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
    console().print(json() ? Json.pretty(made) : "namespace " + made.name() + " created\n");
    return OK;
  }
}
