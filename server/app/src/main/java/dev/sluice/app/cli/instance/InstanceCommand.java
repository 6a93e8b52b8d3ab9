package dev.sluice.app.cli.instance;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice instance}. Not thread-safe. */
@Command(
    name = "instance",
    customSynopsis = "sluice instance VERB ...",
    description = "Instances: the processes that serve functions now.",
    subcommands = {InstanceListCommand.class, InstanceEndCommand.class},
    footer = {"  sluice instance list", "  sluice instance end 17-8123456789"})
public final class InstanceCommand extends Group {
  InstanceCommand(Shell shell) {
    super(shell);
  }
}
