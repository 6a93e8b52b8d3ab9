package dev.sluice.app.cli.role;

import dev.sluice.api.RoleInfo;
import dev.sluice.api.RoleSpec;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice role set}. Not thread-safe. */
@Command(
    name = "set",
    customSynopsis = "sluice role set NAME [OPTION...]",
    description = {
      "Make a role or replace it: what is not said is denied.",
      "In each name '*' stands for any characters."
    },
    footer = {
      "  sluice role set shop --invoke 'price-*' --secret shop-db --emit 'shop.order.*'",
      "  sluice role set reader --binding orders --binding kind:state"
    })
final class RoleSetCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The role's name.")
  String name = "";

  @Option(names = "--invoke", paramLabel = "FUNCTION", description = "A function it may invoke.")
  List<String> invoke = new ArrayList<>();

  @Option(names = "--secret", paramLabel = "SECRET", description = "A secret it may read.")
  List<String> secrets = new ArrayList<>();

  @Option(names = "--emit", paramLabel = "TYPE", description = "A type of events it may emit.")
  List<String> emit = new ArrayList<>();

  @Option(
      names = "--binding",
      paramLabel = "BINDING",
      description = "A binding it may have, or a kind like kind:sql.")
  List<String> bindings = new ArrayList<>();

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  @Nullable String description;

  RoleSetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    RoleSpec spec = new RoleSpec(description, invoke, secrets, emit, bindings, null);
    RoleInfo set = client.roles().set(name, spec, null);
    console()
        .print(
            json()
                ? Json.pretty(set)
                : "role " + name + (set.revision() == 1 ? " created\n" : " replaced\n"));
    return OK;
  }
}
