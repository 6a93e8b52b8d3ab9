package dev.sluice.app.cli.function;

import dev.sluice.api.RefreshInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice function refresh}. Not thread-safe. */
@Command(
    name = "refresh",
    customSynopsis = "sluice function refresh NAME [OPTION...]",
    description = {
      "Fetch a function's code again from where it is.",
      "Another commit or archive becomes latest; what fails leaves it as it is."
    },
    footer = {"  sluice function refresh hello"})
final class RefreshCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  RefreshCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    RefreshInfo done;
    try (BuildWatch unused = BuildWatch.start(shell(), client, name)) {
      done = client.refresh(name);
    }
    String is = done.result().equals(RefreshInfo.CHANGED) ? " refreshed: " : " unchanged: ";
    console().print(json() ? Json.pretty(done) : "function " + name + is + done.revision() + "\n");
    return OK;
  }
}
