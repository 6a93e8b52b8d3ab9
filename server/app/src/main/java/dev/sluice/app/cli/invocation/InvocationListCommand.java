package dev.sluice.app.cli.invocation;

import dev.sluice.api.FunctionError;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Spans;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.Pages;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice invocation list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice invocation list [OPTION...]",
    description = "List invocations, newest first.",
    footer = {
      "  sluice invocation list",
      "  sluice invocation list --function hello --version 2 --since 1h",
      "  sluice invocation list --status failed --limit 100"
    })
final class InvocationListCommand extends ServerVerb {
  @Option(names = "--function", paramLabel = "NAME", description = "Only of this function.")
  @Nullable String function;

  @Option(
      names = "--version",
      paramLabel = "N|latest",
      description = "Only those that this version served.")
  @Nullable String version;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "queued, running, succeeded, failed, timed-out, dead-lettered, cancelled.")
  @Nullable String status;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only later ones: 10m, 2h, 1d or 2026-11-24T10:00:00Z.")
  @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Only earlier ones.")
  @Nullable String until;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many (20 when left out).")
  int limit = 20;

  InvocationListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (limit < 1) {
      throw wrongUsage("--limit is at least 1");
    }
    Instant from = moment(since);
    Instant to = moment(until);
    Page<InvocationInfo> found =
        Pages.first(
            limit,
            (page, cursor) ->
                client.invocations(
                    new InvocationRequest(function, version, status, from, to, page, cursor)));
    if (json()) {
      console().print(Json.pretty(found));
    } else if (found.items().isEmpty()) {
      console().note("no invocations");
    } else {
      console().print(table(found.items()));
    }
    return OK;
  }

  private @Nullable Instant moment(@Nullable String text) {
    try {
      return text == null ? null : Spans.moment(text, shell().clock().instant());
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }

  private String table(List<InvocationInfo> invocations) {
    Table table =
        new Table(
            "INVOCATION",
            "FUNCTION",
            ">VERSION",
            "STATUS",
            "START",
            ">DURATION",
            ">CPU",
            ">MEMORY",
            "WHEN",
            "ERROR");
    for (InvocationInfo invocation : invocations) {
      String start = invocation.start();
      Double duration = invocation.durationMs();
      InvocationInfo.Usage usage = invocation.usage();
      table.row(
          invocation.id(),
          invocation.function(),
          invocation.version(),
          invocation.status(),
          start == null ? "" : start,
          duration == null ? "" : Words.millis(duration),
          usage == null ? "" : Words.millis(usage.cpuMs()),
          usage == null ? "" : Words.bytes(usage.peakMemoryBytes()),
          Words.ago(invocation.createdAt(), shell().clock().instant(), shell().clock().getZone()),
          error(invocation.error()));
    }
    return table.render();
  }

  private static String error(@Nullable FunctionError error) {
    return error == null
        ? ""
        : Words.shorten(
            error.message().isEmpty() ? error.type() : error.type() + ": " + error.message(), 60);
  }
}
