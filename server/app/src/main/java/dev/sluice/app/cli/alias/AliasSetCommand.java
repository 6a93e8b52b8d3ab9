package dev.sluice.app.cli.alias;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.RoutingKey;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice alias set}. Not thread-safe. */
@Command(
    name = "set",
    customSynopsis = "sluice alias set FUNCTION ALIAS VERSION[=SHARE]... [OPTION...]",
    description = "Make an alias, or move it to other versions.",
    footer = {
      "  sluice alias set hello live 1",
      "  sluice alias set hello live 1=0.9 2=0.1",
      "  sluice alias set hello live 1=50%% 2=50%% --description 'half and half'",
      "  sluice alias set hello live 1=0.9 2=0.1 --routing-header X-User-Id"
    })
final class AliasSetCommand extends ServerVerb {
  @Parameters(index = "0", paramLabel = "FUNCTION", description = "The function's name.")
  String function = "";

  @Parameters(index = "1", paramLabel = "ALIAS", description = "The alias's name.")
  String alias = "";

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "VERSION[=SHARE]",
      description = "A version and its share of the traffic; shares sum to 1.")
  List<String> shares = new ArrayList<>();

  @Option(
      names = "--routing-header",
      paramLabel = "NAME",
      description = "Keep callers with the same value of this header on one version.")
  @Nullable String routingHeader;

  @Option(
      names = "--routing-json",
      paramLabel = "PATH",
      description = "The same by one place in a JSON event, like $.user.id.")
  @Nullable String routingJson;

  @Option(names = "--no-routing", description = "Draw a version for each call again.")
  boolean noRouting;

  @Option(names = "--description", paramLabel = "TEXT", description = "What the alias is for.")
  @Nullable String description;

  @Option(
      names = "--if-revision",
      paramLabel = "N",
      description = "Only when the alias is still at this revision.")
  @Nullable Long revision;

  AliasSetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    AliasInfo set =
        client
            .versions()
            .setAlias(function, alias, new AliasSpec(weights(), routing(), description), revision);
    console()
        .print(
            json()
                ? Json.pretty(set)
                : "alias " + set.name() + " of " + function + ": " + Traffic.words(set) + "\n");
    return OK;
  }

  private @Nullable RoutingKey routing() {
    if (noRouting && (routingHeader != null || routingJson != null)) {
      throw wrongUsage("give either --no-routing or a routing key");
    }
    return noRouting || routingHeader != null || routingJson != null
        ? new RoutingKey(routingHeader, routingJson)
        : null;
  }

  private Map<String, Double> weights() {
    try {
      return Traffic.parse(shares);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }
}
