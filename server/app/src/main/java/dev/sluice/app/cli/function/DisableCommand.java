package dev.sluice.app.cli.function;

import dev.sluice.api.FunctionInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice function disable}. Not thread-safe. */
@Command(
    name = "disable",
    customSynopsis = "sluice function disable NAME [OPTION...]",
    description = "Refuse invocations of a function until enabled again.",
    footer = {"  sluice function disable hello"})
final class DisableCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  DisableCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    FunctionInfo function = client.disable(name);
    console().print(json() ? Json.pretty(function) : "function " + name + " disabled\n");
    return OK;
  }
}
