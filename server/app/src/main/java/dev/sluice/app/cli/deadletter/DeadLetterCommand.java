package dev.sluice.app.cli.deadletter;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice dead-letter}. Not thread-safe. */
@Command(
    name = "dead-letter",
    customSynopsis = "sluice dead-letter VERB ...",
    description = "Events that were given up: look, run again, remove.",
    subcommands = {
      DeadLetterListCommand.class,
      DeadLetterGetCommand.class,
      DeadLetterRedriveCommand.class,
      DeadLetterPurgeCommand.class
    },
    footer = {
      "  sluice dead-letter list --function resize",
      "  sluice dead-letter redrive --function resize"
    })
public final class DeadLetterCommand extends Group {
  DeadLetterCommand(Shell shell) {
    super(shell);
  }
}
