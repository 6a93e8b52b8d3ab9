package dev.sluice.app.cli.association;

import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice association pause}. Not thread-safe. */
@Command(
    name = "pause",
    customSynopsis = "sluice association pause NAME [OPTION...]",
    description = "Keep the events of an association for later.",
    footer = {"  sluice association pause sales"})
final class AssociationPauseCommand extends StateVerb {
  AssociationPauseCommand(Shell shell) {
    super(shell, "pause", "paused");
  }
}
