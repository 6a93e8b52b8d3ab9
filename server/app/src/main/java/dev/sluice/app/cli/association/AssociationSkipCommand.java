package dev.sluice.app.cli.association;

import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice association skip}. Not thread-safe. */
@Command(
    name = "skip",
    customSynopsis = "sluice association skip NAME SHARD [OPTION...]",
    description = "Give up the event that stops a shard, and go on.",
    footer = {"  sluice association skip ledger 7"})
final class AssociationSkipCommand extends ShardVerb {
  AssociationSkipCommand(Shell shell) {
    super(shell, "skip", "goes on");
  }
}
