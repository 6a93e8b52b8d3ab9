package dev.sluice.app.cli.association;

import dev.sluice.api.CombinationInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice association combinations}. Not thread-safe. */
@Command(
    name = "combinations",
    customSynopsis = "sluice association combinations NAME [OPTION...]",
    description = "Show combinations that wait, and for what.",
    footer = {"  sluice association combinations shipped"})
final class AssociationCombinationsCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The association's name.")
  String name = "";

  @Option(names = "--limit", paramLabel = "COUNT", description = "How many to show (100).")
  @Nullable Integer limit;

  @Option(names = "--cursor", paramLabel = "TEXT", description = "Where the page before ended.")
  @Nullable String cursor;

  AssociationCombinationsCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    Page<CombinationInfo> page = client.events().combinations(name, limit, cursor);
    if (json()) {
      console().print(Json.pretty(page));
      return OK;
    }
    if (page.items().isEmpty()) {
      console().note("no combination of '" + name + "' waits");
      return OK;
    }
    ZoneId zone = shell().clock().getZone();
    Table table = new Table("KEY", "SINCE", "UNTIL", "THERE", "MISSING");
    for (CombinationInfo one : page.items()) {
      table.row(
          Objects.requireNonNullElse(one.key(), ""),
          Words.time(one.openedAt(), zone),
          Words.time(one.expiresAt(), zone),
          one.events().stream()
              .map(event -> event.part() + "=" + event.eventId())
              .collect(Collectors.joining(" ")),
          String.join(" ", one.missing()));
    }
    console().print(table.render());
    if (page.next() != null) {
      console().note("more: --cursor " + page.next());
    }
    return OK;
  }
}
