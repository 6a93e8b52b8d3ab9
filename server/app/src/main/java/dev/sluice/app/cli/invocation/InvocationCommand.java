package dev.sluice.app.cli.invocation;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice invocation}. Not thread-safe. */
@Command(
    name = "invocation",
    customSynopsis = "sluice invocation VERB ...",
    description = "Records of what ran, when, how long and how it ended.",
    subcommands = {
      InvocationListCommand.class,
      InvocationGetCommand.class,
      InvocationPayloadCommand.class,
      InvocationResultCommand.class,
      InvocationReplayCommand.class,
      InvocationCancelCommand.class
    },
    footer = {
      "  sluice invocation list --function hello --since 1h",
      "  sluice invocation list --status failed"
    })
public final class InvocationCommand extends Group {
  InvocationCommand(Shell shell) {
    super(shell);
  }
}
