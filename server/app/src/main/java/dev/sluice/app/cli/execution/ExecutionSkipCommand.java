package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionFix;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.workflow.JsonInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice execution skip}. Not thread-safe. */
@Command(
    name = "skip",
    customSynopsis = "sluice execution skip ID --result JSON [OPTION...]",
    description = "Leave a task with an output.",
    footer = {"  sluice execution skip 01kaw3t2p9z5v8e6m4n7q0r1sx --result '{\"ok\": true}'"})
final class ExecutionSkipCommand extends FixVerb {
  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "A task's name or JSON pointer; without it, the one at hand.")
  @Nullable String task;

  @Option(
      names = "--result",
      paramLabel = "JSON",
      required = true,
      description = "The task's output: JSON, @FILE, or - for standard input.")
  String result = "";

  ExecutionSkipCommand(Shell shell) {
    super(shell, "skip");
  }

  @Override
  ExecutionFix how() throws IOException {
    return new ExecutionFix(
        why, task, null, JsonInput.read("--result", result, console().in()), null, null, null);
  }
}
