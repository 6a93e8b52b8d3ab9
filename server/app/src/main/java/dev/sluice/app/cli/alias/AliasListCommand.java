package dev.sluice.app.cli.alias;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice alias list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice alias list FUNCTION [OPTION...]",
    description = "List a function's aliases.",
    footer = {"  sluice alias list hello"})
final class AliasListCommand extends ServerVerb {
  @Parameters(paramLabel = "FUNCTION", description = "The function's name.")
  String function = "";

  AliasListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<AliasInfo> aliases = client.versions().aliases(function);
    if (json()) {
      console().print(Json.pretty(new Page<>(aliases, null)));
      return OK;
    }
    if (aliases.isEmpty()) {
      console().note("no aliases; make one with 'sluice alias set " + function + " live 1'");
      return OK;
    }
    Table table = new Table("ALIAS", "TRAFFIC", "MODIFIED", "DESCRIPTION");
    for (AliasInfo alias : aliases) {
      table.row(
          alias.name(),
          Traffic.words(alias),
          Words.ago(alias.modifiedAt(), shell().clock().instant(), shell().clock().getZone()),
          Words.shorten(alias.description(), 50));
    }
    console().print(table.render());
    return OK;
  }
}
