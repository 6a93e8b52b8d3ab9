package dev.sluice.app.cli.association;

import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice association retry}. Not thread-safe. */
@Command(
    name = "retry",
    customSynopsis = "sluice association retry NAME SHARD [OPTION...]",
    description = "Try the event again that stops a shard.",
    footer = {"  sluice association retry ledger 7"})
final class AssociationRetryCommand extends ShardVerb {
  AssociationRetryCommand(Shell shell) {
    super(shell, "retry", "is tried again");
  }
}
