package dev.sluice.app.cli.audit;

import dev.sluice.api.AuditInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Spans;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.AuditRequest;
import dev.sluice.client.Pages;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice audit}. Not thread-safe. */
@Command(
    name = "audit",
    customSynopsis = "sluice audit [OPTION...]",
    description = "Show who changed what, the newest change first.",
    footer = {
      "  sluice audit",
      "  sluice audit --since 1d --who deployer",
      "  sluice audit --kind alias --name hello"
    })
public final class AuditCommand extends ServerVerb {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only later changes: 10m, 2h, 1d or 2026-11-24T10:00:00Z.")
  @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Only earlier changes.")
  @Nullable String until;

  @Option(names = "--who", paramLabel = "NAME", description = "Only by this key, or 'admin'.")
  @Nullable String who;

  @Option(names = "--kind", paramLabel = "KIND", description = "Only of this: function, alias ...")
  @Nullable String kind;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Only of the thing of this name and what belongs to it.")
  @Nullable String name;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many (50 when left out).")
  int limit = 50;

  AuditCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (limit < 1) {
      throw wrongUsage("--limit is at least 1");
    }
    AuditRequest wanted = new AuditRequest(moment(since), moment(until), who, kind, name);
    Page<AuditInfo> page = Pages.first(limit, (size, cursor) -> client.audit(wanted, size, cursor));
    if (json()) {
      console().print(Json.pretty(page));
      return OK;
    }
    if (page.items().isEmpty()) {
      console().note("no changes");
      return OK;
    }
    Table table = new Table("TIME", "WHO", "ACTION", "KIND", "NAME", "OUTCOME", "FROM", "CLIENT");
    for (AuditInfo line : page.items()) {
      table.row(
          Words.time(line.at(), shell().clock().getZone()),
          line.who(),
          line.action(),
          line.kind(),
          line.name(),
          line.outcome().equals("done") ? "done" : line.outcome() + " (" + line.status() + ")",
          line.address(),
          Words.shorten(line.agent(), 40));
    }
    console().print(table.render());
    return OK;
  }

  private @Nullable Instant moment(@Nullable String time) {
    try {
      return time == null ? null : Spans.moment(time, shell().clock().instant());
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }
}
