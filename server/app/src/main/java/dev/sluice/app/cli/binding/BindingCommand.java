package dev.sluice.app.cli.binding;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice binding}. Not thread-safe. */
@Command(
    name = "binding",
    customSynopsis = "sluice binding VERB ...",
    description = "Resources that are read before functions run and written after them.",
    subcommands = BindingKindsCommand.class,
    footer = {
      "  sluice binding kinds sql",
      "  sluice function update greet --binding user=in:http \\",
      "      --binding-option 'user.url=https://host/users/{event.data.user}' \\",
      "      --binding-secret user.token=users-token"
    })
public final class BindingCommand extends Group {
  BindingCommand(Shell shell) {
    super(shell);
  }
}
