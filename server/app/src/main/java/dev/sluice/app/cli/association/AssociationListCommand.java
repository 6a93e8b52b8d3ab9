package dev.sluice.app.cli.association;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code sluice association list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice association list [OPTION...]",
    description = "List associations with what waits in each.",
    footer = {"  sluice association list"})
final class AssociationListCommand extends ServerVerb {
  AssociationListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<AssociationInfo> all = client.events().associations();
    if (json()) {
      console().print(Json.pretty(new Page<>(all, null)));
      return OK;
    }
    if (all.isEmpty()) {
      console().note("no associations; make one with 'sluice association create NAME'");
      return OK;
    }
    Table table =
        new Table("ASSOCIATION", "STATE", "SOURCES", "TARGETS", ">WAITING", ">DEAD", ">DELAY");
    for (AssociationInfo one : all) {
      Double delay = one.delayMs();
      table.row(
          one.name(),
          one.state(),
          one.sources().isEmpty() ? "all" : String.join(", ", one.sources()),
          one.targets().stream().map(RuleOptions::words).collect(Collectors.joining(", ")),
          Long.toString(one.waiting()),
          Long.toString(one.deadLetters()),
          delay == null ? "" : Words.millis(delay));
    }
    console().print(table.render());
    return OK;
  }
}
