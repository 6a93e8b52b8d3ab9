package dev.sluice.app.cli.secret;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice secret}. Not thread-safe. */
@Command(
    name = "secret",
    customSynopsis = "sluice secret VERB ...",
    description = "Secrets: given to the functions that name them, shown to nobody.",
    subcommands = {SecretSetCommand.class, SecretListCommand.class, SecretDeleteCommand.class},
    footer = {
      "  printf %%s \"$PASSWORD\" | sluice secret set db",
      "  sluice function update hello --env-secret DB_PASSWORD=db",
      "  sluice secret list"
    })
public final class SecretCommand extends Group {
  SecretCommand(Shell shell) {
    super(shell);
  }
}
