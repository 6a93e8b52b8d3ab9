package dev.sluice.app.cli.job;

import dev.sluice.api.FunctionError;
import dev.sluice.api.JobResult;
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
import picocli.CommandLine.Parameters;

/** {@code sluice job results}. Not thread-safe. */
@Command(
    name = "results",
    customSynopsis = "sluice job results ID [OPTION...]",
    description = "List what came of tasks that have ended.",
    footer = {
      "  sluice job results 01kaw3t2p9z5v8e6m4n7q0r1sx --limit 1000 --output json",
      "  sluice job results 01kaw3t2p9z5v8e6m4n7q0r1sx --status failed"
    })
final class JobResultsCommand extends ServerVerb {
  private static final int WIDTH = 60;

  @Parameters(paramLabel = "ID", description = "The job's id.")
  String id = "";

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only succeeded, failed or cancelled ones.")
  @Nullable String status;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many (100 when left out).")
  int limit = 100;

  @Option(
      names = "--after",
      paramLabel = "N",
      description = "Only tasks with numbers above this one.")
  @Nullable Long after;

  JobResultsCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (limit < 1) {
      throw wrongUsage("--limit is at least 1");
    }
    String first = after == null ? null : after.toString();
    Page<JobResult> page =
        Pages.first(
            limit,
            (size, cursor) ->
                client.jobs().results(id, status, size, cursor == null ? first : cursor));
    if (json()) {
      console().print(Json.pretty(page));
      return OK;
    }
    if (page.items().isEmpty()) {
      console().note("no such task has ended");
      return OK;
    }
    Table table = new Table(">TASK", "STATUS", ">ATTEMPTS", "INVOCATION", "RESULT");
    for (JobResult one : page.items()) {
      Integer attempts = one.attempts();
      table.row(
          Long.toString(one.task()),
          one.status(),
          attempts == null ? "" : attempts.toString(),
          one.invocation(),
          Words.shorten(what(one), WIDTH));
    }
    console().print(table.render());
    return OK;
  }

  private static String what(JobResult one) {
    FunctionError error = one.error();
    if (error != null) {
      return error.message().isEmpty() ? error.type() : error.type() + ": " + error.message();
    }
    Object result = one.result();
    if (result == null) {
      return one.resultBase64() == null ? "" : "(binary)";
    }
    return result instanceof String text ? text : Json.line(result);
  }
}
