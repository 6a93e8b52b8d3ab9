package dev.sluice.app.cli.function;

import dev.sluice.app.cli.invoke.InvokeCommand;
import dev.sluice.app.cli.logs.LogsCommand;
import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice function}. Not thread-safe. */
@Command(
    name = "function",
    customSynopsis = "sluice function VERB [NAME] ...",
    description = "Functions: code with a definition, their versions, calls and logs.",
    subcommands = {
      CreateCommand.class,
      GetCommand.class,
      ListCommand.class,
      UpdateCommand.class,
      DeleteCommand.class,
      CodeCommand.class,
      RefreshCommand.class,
      BuildsCommand.class,
      BuildLogCommand.class,
      PublishCommand.class,
      ForkCommand.class,
      VersionsCommand.class,
      InvokeCommand.class,
      LogsCommand.class,
      StatsCommand.class,
      EnableCommand.class,
      DisableCommand.class
    },
    footer = {
      "  sluice function create hello --code main.py",
      "  sluice function invoke hello --data '{\"name\":\"Ada\"}'",
      "  sluice function publish hello"
    })
public final class FunctionCommand extends Group {
  FunctionCommand(Shell shell) {
    super(shell);
  }
}
