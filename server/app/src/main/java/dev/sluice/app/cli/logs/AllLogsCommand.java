package dev.sluice.app.cli.logs;

import dev.sluice.api.LogOwner;
import dev.sluice.app.cli.shell.Shell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice logs}. Not thread-safe. */
@Command(
    name = "logs",
    customSynopsis = "sluice logs [OPTION...]",
    description = {
      "Print logs of functions, workflows and sources as one.",
      "All of the namespace, or those that are named, the oldest line first.",
      "With --follow, go on as they are written, across restarts of the server."
    },
    footer = {
      "  sluice logs --follow",
      "  sluice logs --level warn --since 1h",
      "  sluice logs --function shop --workflow orders --source intake",
      "  sluice logs --execution 01K8ZD3V5Q7M"
    })
public final class AllLogsCommand extends LogVerb {
  @Option(
      names = "--function",
      paramLabel = "NAME",
      description = "Of this function; may be given several times.")
  List<String> functions = new ArrayList<>();

  @Option(
      names = "--workflow",
      paramLabel = "NAME",
      description = "Of this workflow: what goes wrong, and what is done to it.")
  List<String> workflows = new ArrayList<>();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Of this source: how its connection is, and what it refuses.")
  List<String> sources = new ArrayList<>();

  @Option(names = "--invocation", paramLabel = "ID", description = "Only of this invocation.")
  @Nullable String invocation;

  @Option(names = "--execution", paramLabel = "ID", description = "Only of this execution.")
  @Nullable String execution;

  AllLogsCommand(Shell shell) {
    super(shell);
  }

  @Override
  List<LogOwner> owners() {
    List<LogOwner> owners = new ArrayList<>();
    functions.forEach(name -> owners.add(LogOwner.function(name)));
    workflows.forEach(name -> owners.add(LogOwner.workflow(name)));
    sources.forEach(name -> owners.add(LogOwner.source(name)));
    return owners.stream().distinct().toList();
  }

  @Override
  @Nullable String about() {
    if (invocation != null && execution != null) {
      throw wrongUsage("--invocation and --execution exclude each other");
    }
    return invocation == null ? execution : invocation;
  }
}
