package dev.sluice.app.cli.association;

import dev.sluice.api.Page;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice association test}. Not thread-safe. */
@Command(
    name = "test",
    customSynopsis = "sluice association test [OPTION...]",
    description = "Show which of the last 100 events a filter lets through.",
    footer = {
      "  sluice association test --filter \"type = 'sold'\"",
      "  sluice association test --source shop --input .data --output json"
    })
final class AssociationTestCommand extends ServerVerb {
  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Only events of this source; can be repeated. All when left out.")
  List<String> sources = new ArrayList<>();

  @Option(names = "--filter", paramLabel = "CESQL", description = "The filter, in CloudEvents SQL.")
  @Nullable String filter;

  @Option(
      names = "--input",
      paramLabel = "JQ",
      description = "Show what this makes of the events that pass.")
  @Nullable String input;

  AssociationTestCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<RecentEventInfo> events = client.events().recent(sources, filter, input);
    console().print(json() ? Json.pretty(new Page<>(events, null)) : table(events));
    return OK;
  }

  private String table(List<RecentEventInfo> events) {
    Table table =
        input == null
            ? new Table("PASSES", "RECEIVED", "SOURCE", "TYPE", "SUBJECT", "ID")
            : new Table("PASSES", "RECEIVED", "SOURCE", "TYPE", "SUBJECT", "ID", "INPUT");
    for (RecentEventInfo info : events) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  info.matches() ? "yes" : "no",
                  info.receivedAt().toString(),
                  info.source(),
                  attribute(info, "type"),
                  attribute(info, "subject"),
                  attribute(info, "id")));
      if (input != null) {
        cells.add(made(info));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.render();
  }

  private static String attribute(RecentEventInfo info, String name) {
    Object value = info.event() instanceof Map<?, ?> event ? event.get(name) : null;
    return value == null ? "" : value.toString();
  }

  private static String made(RecentEventInfo info) {
    if (info.problem() != null) {
      return info.problem();
    }
    return info.input() == null ? "" : Json.line(info.input());
  }
}
