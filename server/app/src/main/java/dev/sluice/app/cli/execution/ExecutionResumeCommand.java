package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionFix;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice execution resume}. Not thread-safe. */
@Command(
    name = "resume",
    customSynopsis = "sluice execution resume ID [OPTION...]",
    description = "Let an execution go on that was suspended.",
    footer = {"  sluice execution resume 01kaw3t2p9z5v8e6m4n7q0r1sx --why 'wrong order'"})
final class ExecutionResumeCommand extends FixVerb {
  ExecutionResumeCommand(Shell shell) {
    super(shell, "resume");
  }

  @Override
  ExecutionFix how() {
    return plain();
  }
}
