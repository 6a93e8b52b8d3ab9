package dev.sluice.app.cli.association;

import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice association enable}. Not thread-safe. */
@Command(
    name = "enable",
    customSynopsis = "sluice association enable NAME [OPTION...]",
    description = "Take events again.",
    footer = {"  sluice association enable sales"})
final class AssociationEnableCommand extends StateVerb {
  AssociationEnableCommand(Shell shell) {
    super(shell, "enable", "enabled");
  }
}
