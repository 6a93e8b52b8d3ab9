package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionFix;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice execution cancel}. Not thread-safe. */
@Command(
    name = "cancel",
    customSynopsis = "sluice execution cancel ID [OPTION...]",
    description = "End an execution.",
    footer = {"  sluice execution cancel 01kaw3t2p9z5v8e6m4n7q0r1sx --why 'wrong order'"})
final class ExecutionCancelCommand extends FixVerb {
  ExecutionCancelCommand(Shell shell) {
    super(shell, "cancel");
  }

  @Override
  ExecutionFix how() {
    return plain();
  }
}
