package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.ExecutionSearch;
import dev.sluice.client.Pages;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice execution list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice execution list [OPTION...]",
    description = "List executions, the newest first.",
    footer = {"  sluice execution list --workflow order --status faulted"})
final class ExecutionListCommand extends ServerVerb {
  @Option(names = "--workflow", paramLabel = "NAME", description = "Only those of this workflow.")
  @Nullable String workflow;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only running, suspended, completed, faulted or cancelled ones.")
  @Nullable String status;

  @Option(names = "--key", paramLabel = "KEY", description = "Only the one with this key.")
  @Nullable String key;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only those that started then or later, as 2026-01-31T08:00:00Z.")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only those that started before.")
  @Nullable String to;

  @Option(
      names = "--state",
      paramLabel = "TASK",
      description = "Only those that are at this task, or stand still at it; its name or pointer.")
  @Nullable String state;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most.")
  int limit;

  ExecutionListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    Page<ExecutionInfo> page =
        Pages.first(
            limit,
            (size, cursor) ->
                client
                    .workflows()
                    .executions(
                        new ExecutionSearch(workflow, status, key, from, to, state), size, cursor));
    if (json()) {
      console().print(Json.pretty(page));
      return OK;
    }
    if (page.items().isEmpty()) {
      console().note("no executions; start one with 'sluice workflow start NAME'");
      return OK;
    }
    Table table = new Table("EXECUTION", "WORKFLOW", ">VERSION", "STATUS", "STARTED", "KEY");
    for (ExecutionInfo one : page.items()) {
      table.row(
          one.id(),
          one.workflow(),
          Integer.toString(one.version()),
          one.status(),
          Words.time(one.createdAt(), shell().clock().getZone()),
          Objects.requireNonNullElse(one.key(), ""));
    }
    console().print(table.render());
    return OK;
  }
}
