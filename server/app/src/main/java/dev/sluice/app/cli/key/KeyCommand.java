package dev.sluice.app.cli.key;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice key}. Not thread-safe. */
@Command(
    name = "key",
    customSynopsis = "sluice key VERB ...",
    description = "Access keys: who may do what in one namespace.",
    subcommands = {KeyCreateCommand.class, KeyListCommand.class, KeyDeleteCommand.class},
    footer = {
      "  sluice key create ci --namespace web",
      "  sluice key create shop --namespace web --scope invoke --expires-in 90d",
      "  sluice key list --namespace web"
    })
public final class KeyCommand extends Group {
  KeyCommand(Shell shell) {
    super(shell);
  }
}
