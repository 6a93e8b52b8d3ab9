package dev.sluice.app.cli.workflow;

import dev.sluice.api.WorkflowInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice workflow get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice workflow get NAME [OPTION...]",
    description = "Print the text of a workflow.",
    footer = {
      "  sluice workflow get order",
      "  sluice workflow get order --version 2 > order.flow.yaml"
    })
final class WorkflowGetCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The workflow's name.")
  String name = "";

  @Option(names = "--version", paramLabel = "N", description = "A version; without it, the newest.")
  @Nullable Integer version;

  WorkflowGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    WorkflowInfo is = client.workflows().get(name, version);
    console().print(json() ? Json.pretty(is) : String.valueOf(is.definition()));
    return OK;
  }
}
