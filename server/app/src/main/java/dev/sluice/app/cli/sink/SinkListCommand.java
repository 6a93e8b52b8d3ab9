package dev.sluice.app.cli.sink;

import dev.sluice.api.Page;
import dev.sluice.api.SinkInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;

/** {@code sluice sink list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice sink list [OPTION...]",
    description = "List sinks with what they did since the server started.",
    footer = {"  sluice sink list"})
final class SinkListCommand extends ServerVerb {
  SinkListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<SinkInfo> all = client.sinks().list();
    if (json()) {
      console().print(Json.pretty(new Page<>(all, null)));
      return OK;
    }
    if (all.isEmpty()) {
      console().note("no sinks; make one with 'sluice sink create NAME --kind KIND'");
      return OK;
    }
    Table table = new Table("SINK", "KIND", ">SENT", ">FAILED", "LAST SENT", "LAST PROBLEM");
    for (SinkInfo one : all) {
      Instant last = one.lastSentAt();
      table.row(
          one.name(),
          one.kind(),
          Long.toString(one.sent()),
          Long.toString(one.failed()),
          last == null ? "" : Words.time(last, shell().clock().getZone()),
          Objects.requireNonNullElse(one.lastProblem(), ""));
    }
    console().print(table.render());
    return OK;
  }
}
