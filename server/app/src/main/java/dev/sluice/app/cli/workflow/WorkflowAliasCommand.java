package dev.sluice.app.cli.workflow;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.Page;
import dev.sluice.api.WorkflowAliasInfo;
import dev.sluice.app.cli.alias.Traffic;
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
import picocli.CommandLine.Parameters;

/** {@code sluice workflow alias}. Not thread-safe. */
@Command(
    name = "alias",
    customSynopsis = "sluice workflow alias NAME [ALIAS [VERSION[=SHARE]...]] [OPTION...]",
    description = "Show a workflow's aliases, or point one to versions.",
    footer = {
      "  sluice workflow alias order",
      "  sluice workflow alias order live 1=0.9 2=0.1",
      "  sluice workflow start order --qualifier live",
      "  sluice workflow alias order live --delete"
    })
final class WorkflowAliasCommand extends ServerVerb {
  @Parameters(index = "0", paramLabel = "NAME", description = "The workflow's name.")
  String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ALIAS",
      description = "The alias's name; without it, all are shown.")
  @Nullable String alias;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "VERSION[=SHARE]",
      description = "A version and its share of the executions; shares sum to 1.")
  List<String> shares = new ArrayList<>();

  @Option(names = "--delete", description = "Delete the alias.")
  boolean delete;

  WorkflowAliasCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    String called = alias;
    if (called == null) {
      return show(client.workflows().aliases(name));
    }
    if (delete) {
      client.workflows().deleteAlias(name, called);
      console().note("alias " + called + " of " + name + " is deleted");
      return OK;
    }
    WorkflowAliasInfo set =
        client.workflows().setAlias(name, called, new AliasSpec(weights(), null));
    console()
        .print(
            json()
                ? Json.pretty(set)
                : "alias " + called + " of " + name + ": " + Traffic.words(set.weights()) + "\n");
    return OK;
  }

  private int show(List<WorkflowAliasInfo> aliases) throws IOException {
    if (json()) {
      console().print(Json.pretty(new Page<>(aliases, null)));
    } else if (aliases.isEmpty()) {
      console().note("no aliases; make one with 'sluice workflow alias " + name + " live 1'");
    } else {
      Table table = new Table("ALIAS", "VERSIONS");
      aliases.forEach(one -> table.row(one.name(), Traffic.words(one.weights())));
      console().print(table.render());
    }
    return OK;
  }

  private Map<String, Double> weights() {
    try {
      return Traffic.parse(shares);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }
}
