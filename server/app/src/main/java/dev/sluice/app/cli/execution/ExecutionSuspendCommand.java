package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionFix;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice execution suspend}. Not thread-safe. */
@Command(
    name = "suspend",
    customSynopsis = "sluice execution suspend ID [OPTION...]",
    description = "Let an execution do nothing until it is resumed.",
    footer = {"  sluice execution suspend 01kaw3t2p9z5v8e6m4n7q0r1sx --why 'wrong order'"})
final class ExecutionSuspendCommand extends FixVerb {
  ExecutionSuspendCommand(Shell shell) {
    super(shell, "suspend");
  }

  @Override
  ExecutionFix how() {
    return plain();
  }
}
