package dev.sluice.app.cli.logs;

import dev.sluice.api.LogOwner;
import dev.sluice.app.cli.shell.Shell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice function logs}. Not thread-safe. */
@Command(
    name = "logs",
    customSynopsis = "sluice function logs NAME... [OPTION...]",
    description = {
      "Print what functions wrote, the oldest line first.",
      "With --follow, go on as they write, across restarts of the server."
    },
    footer = {
      "  sluice function logs hello",
      "  sluice function logs hello --follow",
      "  sluice function logs hello --since 10m --level warn --grep timeout",
      "  sluice function logs hello --since 2h --until 1h --grep 'order 17'",
      "  sluice function logs shop cart --follow --regex 'order [0-9]+ failed'",
      "",
      "'sluice logs' also prints those of workflows and sources, and all as one."
    })
public final class LogsCommand extends LogVerb {
  @Parameters(
      arity = "1..*",
      paramLabel = "NAME",
      description = "The function's name; with several, each line has its function's.")
  List<String> names = new ArrayList<>();

  @Option(names = "--invocation", paramLabel = "ID", description = "Only of this invocation.")
  @Nullable String invocation;

  LogsCommand(Shell shell) {
    super(shell);
  }

  @Override
  List<LogOwner> owners() {
    return names.stream().distinct().map(LogOwner::function).toList();
  }

  @Override
  @Nullable String about() {
    return invocation;
  }
}
