package dev.sluice.app.cli.alias;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice alias}. Not thread-safe. */
@Command(
    name = "alias",
    customSynopsis = "sluice alias VERB FUNCTION ...",
    description = "Names for versions, with a share of the traffic for each.",
    subcommands = {
      AliasSetCommand.class,
      AliasGetCommand.class,
      AliasListCommand.class,
      AliasDeleteCommand.class
    },
    footer = {
      "  sluice alias set hello live 1",
      "  sluice alias set hello live 1=0.9 2=0.1",
      "  sluice function invoke hello --qualifier live"
    })
public final class AliasCommand extends Group {
  AliasCommand(Shell shell) {
    super(shell);
  }
}
