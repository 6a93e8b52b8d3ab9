package dev.sluice.app.cli;

import dev.sluice.api.CallerInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code sluice whoami}. Not thread-safe. */
@Command(
    name = "whoami",
    customSynopsis = "sluice whoami [OPTION...]",
    description = "Show whose token is used, and what it may do.",
    footer = {"  sluice whoami", "  sluice whoami --output json"})
final class WhoamiCommand extends ServerVerb {
  WhoamiCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    CallerInfo caller = client.caller();
    console()
        .print(
            json()
                ? Json.pretty(caller)
                : new Facts()
                    .put("Name", caller.name())
                    .put("Namespace", caller.namespace())
                    .put("Scopes", String.join(", ", caller.scopes()))
                    .put("Admin", caller.admin() ? "yes" : "no")
                    .render());
    return OK;
  }
}
