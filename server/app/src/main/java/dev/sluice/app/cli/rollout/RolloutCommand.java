package dev.sluice.app.cli.rollout;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice rollout}. Not thread-safe. */
@Command(
    name = "rollout",
    customSynopsis = "sluice rollout VERB ...",
    description = "Rollouts: an alias goes to another version in steps, judged by numbers.",
    subcommands = {
      RolloutStartCommand.class,
      RolloutListCommand.class,
      RolloutGetCommand.class,
      RolloutWatchCommand.class,
      RolloutPromoteCommand.class,
      RolloutHoldCommand.class,
      RolloutResumeCommand.class,
      RolloutRollbackCommand.class
    },
    footer = {
      "  sluice rollout start hello live 2 --step 10%%:5m --step 50%%:10m",
      "  sluice rollout watch hello",
      "  sluice rollout rollback hello"
    })
public final class RolloutCommand extends Group {
  RolloutCommand(Shell shell) {
    super(shell);
  }
}
