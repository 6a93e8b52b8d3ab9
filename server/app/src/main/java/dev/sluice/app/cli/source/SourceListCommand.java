package dev.sluice.app.cli.source;

import dev.sluice.api.Page;
import dev.sluice.api.SourceInfo;
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

/** {@code sluice source list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice source list [OPTION...]",
    description = "List sources with their states.",
    footer = {"  sluice source list"})
final class SourceListCommand extends ServerVerb {
  SourceListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<SourceInfo> all = client.sources().list();
    if (json()) {
      console().print(Json.pretty(new Page<>(all, null)));
      return OK;
    }
    if (all.isEmpty()) {
      console().note("no sources; make one with 'sluice source create NAME --kind KIND'");
      return OK;
    }
    Table table = new Table("SOURCE", "KIND", "STATE", ">EVENTS", "LAST EVENT", "REASON");
    for (SourceInfo one : all) {
      Instant last = one.lastEventAt();
      table.row(
          one.name(),
          one.kind(),
          one.state(),
          Long.toString(one.events()),
          last == null ? "" : Words.time(last, shell().clock().getZone()),
          Objects.requireNonNullElse(one.stateReason(), ""));
    }
    console().print(table.render());
    return OK;
  }
}
