package dev.sluice.app.cli.rollout;

import dev.sluice.api.Page;
import dev.sluice.api.RolloutInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.Pages;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice rollout list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice rollout list FUNCTION [OPTION...]",
    description = "List a function's rollouts, the newest first.",
    footer = {"  sluice rollout list hello"})
final class RolloutListCommand extends ServerVerb {
  @Parameters(paramLabel = "FUNCTION", description = "The function's name.")
  String function = "";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many (20 when left out).")
  int limit = 20;

  RolloutListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (limit < 1) {
      throw wrongUsage("--limit is at least 1");
    }
    Page<RolloutInfo> page =
        Pages.first(limit, (size, cursor) -> client.rollouts().list(function, size, cursor));
    if (json()) {
      console().print(Json.pretty(page));
      return OK;
    }
    if (page.items().isEmpty()) {
      console().note("no rollouts; start one with 'sluice rollout start'");
      return OK;
    }
    Table table =
        new Table(
            "ROLLOUT", "ALIAS", ">STABLE", ">CANARY", "STATUS", ">STEP", ">WEIGHT", "STARTED");
    for (RolloutInfo rollout : page.items()) {
      table.row(
          rollout.id(),
          rollout.alias(),
          Integer.toString(rollout.stable()),
          Integer.toString(rollout.canary()),
          rollout.status(),
          rollout.step() + "/" + rollout.steps().size(),
          Words.percent(rollout.weight()),
          Words.time(rollout.createdAt(), shell().clock().getZone()));
    }
    console().print(table.render());
    return OK;
  }
}
