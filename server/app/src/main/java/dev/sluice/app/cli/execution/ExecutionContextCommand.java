package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionFix;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.workflow.JsonInput;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice execution context}. Not thread-safe. */
@Command(
    name = "context",
    customSynopsis = "sluice execution context ID --data JSON [OPTION...]",
    description = "Replace the context, which tasks export to.",
    footer = {"  sluice execution context 01kaw3t2p9z5v8e6m4n7q0r1sx --data '{\"order\": 7}'"})
final class ExecutionContextCommand extends FixVerb {
  @Option(
      names = "--data",
      paramLabel = "JSON",
      required = true,
      description = "The context: JSON, @FILE, or - for standard input.")
  String data = "";

  ExecutionContextCommand(Shell shell) {
    super(shell, "context");
  }

  @Override
  ExecutionFix how() throws IOException {
    return new ExecutionFix(
        why, null, null, null, null, JsonInput.read("--data", data, console().in()), null);
  }
}
