package dev.sluice.app.cli.association;

import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice association disable}. Not thread-safe. */
@Command(
    name = "disable",
    customSynopsis = "sluice association disable NAME [OPTION...]",
    description = "Let events pass by without running for them.",
    footer = {"  sluice association disable sales"})
final class AssociationDisableCommand extends StateVerb {
  AssociationDisableCommand(Shell shell) {
    super(shell, "disable", "disabled");
  }
}
