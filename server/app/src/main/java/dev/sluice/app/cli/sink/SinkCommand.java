package dev.sluice.app.cli.sink;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice sink}. Not thread-safe. */
@Command(
    name = "sink",
    customSynopsis = "sluice sink VERB ...",
    description = "Where events about ends of invocations go: brokers, buckets, addresses.",
    subcommands = {
      SinkCreateCommand.class,
      SinkListCommand.class,
      SinkGetCommand.class,
      SinkUpdateCommand.class,
      SinkDeleteCommand.class,
      SinkKindsCommand.class
    },
    footer = {
      "  sluice sink kinds",
      "  sluice sink create done --kind kafka --option servers=broker:9092 --option topic=done",
      "  sluice function update resize --on-success sink:done"
    })
public final class SinkCommand extends Group {
  SinkCommand(Shell shell) {
    super(shell);
  }
}
