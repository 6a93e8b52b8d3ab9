package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice execution get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice execution get ID [OPTION...]",
    description = "Show an execution: where it is, its output or error.",
    footer = {"  sluice execution get 01kaw3t2p9z5v8e6m4n7q0r1sx"})
final class ExecutionGetCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", description = "The execution's id.")
  String id = "";

  ExecutionGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    ExecutionInfo is = client.workflows().execution(id);
    console().print(json() ? Json.pretty(is) : ExecutionWords.of(is, shell()));
    return OK;
  }
}
