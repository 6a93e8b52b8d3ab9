package dev.sluice.app.cli.association;

import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice association resume}. Not thread-safe. */
@Command(
    name = "resume",
    customSynopsis = "sluice association resume NAME [OPTION...]",
    description = "Run the events that were kept, and those that come.",
    footer = {"  sluice association resume sales"})
final class AssociationResumeCommand extends StateVerb {
  AssociationResumeCommand(Shell shell) {
    super(shell, "resume", "resumed");
  }
}
