package dev.sluice.app.cli.source;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice source}. Not thread-safe. */
@Command(
    name = "source",
    customSynopsis = "sluice source VERB ...",
    description = "What brings events in: schedules, webhooks, brokers.",
    subcommands = {
      SourceTestCommand.class,
      SourceCreateCommand.class,
      SourceListCommand.class,
      SourceGetCommand.class,
      SourceUpdateCommand.class,
      SourcePauseCommand.class,
      SourceResumeCommand.class,
      SourceDeleteCommand.class,
      SourceKindsCommand.class
    },
    footer = {
      "  sluice source kinds",
      "  sluice source create nightly --kind schedule --option cron='0 2 * * *'",
      "  sluice source list"
    })
public final class SourceCommand extends Group {
  SourceCommand(Shell shell) {
    super(shell);
  }
}
