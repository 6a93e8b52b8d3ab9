package dev.sluice.app.cli.execution;

import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice execution history}. Not thread-safe. */
@Command(
    name = "history",
    customSynopsis = "sluice execution history ID [OPTION...]",
    description = "Show what happened in an execution, a line of JSON each.",
    footer = {"  sluice execution history 01kaw3t2p9z5v8e6m4n7q0r1sx"})
final class ExecutionHistoryCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", description = "The execution's id.")
  String id = "";

  ExecutionHistoryCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<Map<String, Object>> history = client.workflows().history(id);
    if (json()) {
      console().print(Json.pretty(new Page<>(history, null)));
      return OK;
    }
    for (Map<String, Object> one : history) {
      console().println(Json.line(one).strip());
    }
    return OK;
  }
}
