package dev.sluice.app.cli.execution;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice execution}. Not thread-safe. */
@Command(
    name = "execution",
    customSynopsis = "sluice execution VERB ...",
    description = "Executions of workflows: where they are, and repairs.",
    subcommands = {
      ExecutionListCommand.class,
      ExecutionGetCommand.class,
      ExecutionHistoryCommand.class,
      ExecutionExplainCommand.class,
      ExecutionSuspendCommand.class,
      ExecutionResumeCommand.class,
      ExecutionCancelCommand.class,
      ExecutionRetryCommand.class,
      ExecutionSkipCommand.class,
      ExecutionJumpCommand.class,
      ExecutionContextCommand.class,
      ExecutionTimerCommand.class,
      ExecutionDeliverCommand.class
    },
    footer = {
      "  sluice execution list --status faulted",
      "  sluice execution explain 01kaw3t2p9z5v8e6m4n7q0r1sx",
      "  sluice execution retry 01kaw3t2p9z5v8e6m4n7q0r1sx --why 'the shop is back'",
      "  sluice execution retry --workflow order --status faulted --dry-run"
    })
public final class ExecutionCommand extends Group {
  ExecutionCommand(Shell shell) {
    super(shell);
  }
}
