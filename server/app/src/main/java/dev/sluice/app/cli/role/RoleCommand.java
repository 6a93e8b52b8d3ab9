package dev.sluice.app.cli.role;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice role}. Not thread-safe. */
@Command(
    name = "role",
    customSynopsis = "sluice role VERB ...",
    description = "What functions may do through their context.",
    subcommands = {
      RoleSetCommand.class,
      RoleListCommand.class,
      RoleGetCommand.class,
      RoleDeleteCommand.class
    },
    footer = {
      "  sluice role set shop --invoke 'price-*' --secret shop-db --emit 'shop.order.*'",
      "  sluice function update checkout --role shop"
    })
public final class RoleCommand extends Group {
  RoleCommand(Shell shell) {
    super(shell);
  }
}
