package dev.sluice.app.cli.job;

import dev.sluice.api.JobInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.Pages;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice job list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice job list [OPTION...]",
    description = "List jobs, the newest first.",
    footer = {"  sluice job list", "  sluice job list --function resize --status running"})
final class JobListCommand extends ServerVerb {
  @Option(names = "--function", paramLabel = "NAME", description = "Only of this function.")
  @Nullable String function;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "running, paused, cancelling, succeeded, failed, cancelled.")
  @Nullable String status;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many (20 when left out).")
  int limit = 20;

  JobListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (limit < 1) {
      throw wrongUsage("--limit is at least 1");
    }
    Page<JobInfo> page =
        Pages.first(limit, (size, cursor) -> client.jobs().list(function, status, size, cursor));
    if (json()) {
      console().print(Json.pretty(page));
      return OK;
    }
    if (page.items().isEmpty()) {
      console().note("no jobs; start one with 'sluice job start FUNCTION --items FILE'");
      return OK;
    }
    Table table =
        new Table("JOB", "FUNCTION", "STATUS", ">TASKS", ">SUCCEEDED", ">FAILED", "STARTED");
    for (JobInfo job : page.items()) {
      table.row(
          job.id(),
          job.function(),
          job.status(),
          Long.toString(job.tasks()),
          Long.toString(job.succeeded()),
          Long.toString(job.failed()),
          Words.time(job.createdAt(), shell().clock().getZone()));
    }
    console().print(table.render());
    return OK;
  }
}
