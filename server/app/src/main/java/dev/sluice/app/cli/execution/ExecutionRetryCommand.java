package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionFix;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.workflow.JsonInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice execution retry}. Not thread-safe. */
@Command(
    name = "retry",
    customSynopsis = "sluice execution retry ID [OPTION...]",
    description = "Begin a task anew, also after a fault.",
    footer = {"  sluice execution retry 01kaw3t2p9z5v8e6m4n7q0r1sx --input '{\"n\": 2}'"})
final class ExecutionRetryCommand extends FixVerb {
  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "A task's name or JSON pointer; without it, the one at hand.")
  @Nullable String task;

  @Option(
      names = "--input",
      paramLabel = "JSON",
      description = "Another input for it: JSON, @FILE, or - for standard input.")
  @Nullable String input;

  ExecutionRetryCommand(Shell shell) {
    super(shell, "retry");
  }

  @Override
  ExecutionFix how() throws IOException {
    return new ExecutionFix(
        why,
        task,
        input == null ? null : JsonInput.read("--input", input, console().in()),
        null,
        null,
        null,
        null);
  }
}
