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

/** {@code sluice namespace update}. Not thread-safe. */
@Command(
    name = "update",
    customSynopsis = "sluice namespace update NAME [OPTION...]",
    description = "Change a namespace's quotas; the others stay.",
    footer = {
      "  sluice namespace update web --max-concurrency 200",
      "  sluice namespace update web --max-functions none --host-network true"
    })
final class NamespaceUpdateCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The namespace's name.")
  String name = "";

  @Mixin QuotaOptions quota = new QuotaOptions();

  NamespaceUpdateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (!quota.given()) {
      throw wrongUsage("nothing to change: give an option like --max-functions");
    }
    NamespaceInfo was = client.namespaces().get(name);
    NamespaceInfo set;
    try {
      // One that is only in use has no revision: it is made now.
      Long revision = was.revision() == 0 ? null : was.revision();
      set = client.namespaces().replace(name, quota.spec(null, was), revision);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
    console().print(json() ? Json.pretty(set) : NamespaceWords.of(set));
    return OK;
  }
}
