package dev.sluice.app.cli.function;

import dev.sluice.api.FunctionInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice function enable}. Not thread-safe. */
@Command(
    name = "enable",
    customSynopsis = "sluice function enable NAME [OPTION...]",
    description = "Let a function be invoked again.",
    footer = {"  sluice function enable hello"})
final class EnableCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  EnableCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    FunctionInfo function = client.enable(name);
    console().print(json() ? Json.pretty(function) : "function " + name + " enabled\n");
    return OK;
  }
}
