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

/** {@code sluice workflow deploy}. Not thread-safe. */
@Command(
    name = "deploy",
    customSynopsis = "sluice workflow deploy FILE [OPTION...]",
    description = "Deploy a workflow: each text is a version.",
    footer = {
      "  sluice workflow deploy order.flow.yaml",
      "  sluice workflow deploy - --name order < order.flow.yaml"
    })
final class WorkflowDeployCommand extends ServerVerb {
  @Parameters(paramLabel = "FILE", description = "A file, or - for standard input.")
  String file = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Its name; without it, the one in the document.")
  @Nullable String name;

  WorkflowDeployCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    WorkflowFile read = WorkflowFile.read(file, console().in());
    WorkflowInfo is = client.workflows().deploy(name, read.bytes());
    console()
        .print(
            json()
                ? Json.pretty(is)
                : "workflow " + is.name() + " deployed as version " + is.version() + "\n");
    return OK;
  }
}
