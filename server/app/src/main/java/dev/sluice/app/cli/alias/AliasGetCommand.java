package dev.sluice.app.cli.alias;

import dev.sluice.api.AliasInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice alias get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice alias get FUNCTION ALIAS [OPTION...]",
    description = "Show an alias.",
    footer = {"  sluice alias get hello live"})
final class AliasGetCommand extends ServerVerb {
  @Parameters(index = "0", paramLabel = "FUNCTION", description = "The function's name.")
  String function = "";

  @Parameters(index = "1", paramLabel = "ALIAS", description = "The alias's name.")
  String alias = "";

  AliasGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    AliasInfo info = client.versions().alias(function, alias);
    if (json()) {
      console().print(Json.pretty(info));
      return OK;
    }
    ZoneId zone = shell().clock().getZone();
    console()
        .print(
            new Facts()
                .put("Function", info.function())
                .put("Alias", info.name())
                .put("Traffic", Traffic.words(info))
                .put("Description", info.description())
                .put("Created", Words.time(info.createdAt(), zone))
                .put("Modified", Words.time(info.modifiedAt(), zone))
                .put("Revision", Long.toString(info.revision()))
                .render());
    return OK;
  }
}
