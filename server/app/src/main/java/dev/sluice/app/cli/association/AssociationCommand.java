package dev.sluice.app.cli.association;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice association}. Not thread-safe. */
@Command(
    name = "association",
    customSynopsis = "sluice association VERB ...",
    description = "What connects sources of events with functions.",
    subcommands = {
      AssociationCreateCommand.class,
      AssociationListCommand.class,
      AssociationGetCommand.class,
      AssociationUpdateCommand.class,
      AssociationPauseCommand.class,
      AssociationResumeCommand.class,
      AssociationEnableCommand.class,
      AssociationDisableCommand.class,
      AssociationTestCommand.class,
      AssociationCombinationsCommand.class,
      AssociationShardsCommand.class,
      AssociationRetryCommand.class,
      AssociationSkipCommand.class,
      AssociationReplayCommand.class,
      AssociationDeleteCommand.class
    },
    footer = {
      "  sluice association create sales --target count --filter \"type = 'sold'\"",
      "  sluice association pause sales",
      "  sluice association list"
    })
public final class AssociationCommand extends Group {
  AssociationCommand(Shell shell) {
    super(shell);
  }
}
