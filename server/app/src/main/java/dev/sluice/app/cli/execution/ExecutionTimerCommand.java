package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionFix;
import dev.sluice.app.cli.shell.Shell;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice execution timer}. Not thread-safe. */
@Command(
    name = "timer",
    customSynopsis = "sluice execution timer ID [OPTION...]",
    description = "Let a timer fire now.",
    footer = {"  sluice execution timer 01kaw3t2p9z5v8e6m4n7q0r1sx --task pause"})
final class ExecutionTimerCommand extends FixVerb {
  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "A task's name or JSON pointer; without it, the one at hand.")
  @Nullable String task;

  ExecutionTimerCommand(Shell shell) {
    super(shell, "timer");
  }

  @Override
  ExecutionFix how() {
    return new ExecutionFix(why, task, null, null, null, null, null);
  }
}
