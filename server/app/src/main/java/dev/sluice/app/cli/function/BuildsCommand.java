package dev.sluice.app.cli.function;

import dev.sluice.api.BuildInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.Pages;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice function builds}. Not thread-safe. */
@Command(
    name = "builds",
    customSynopsis = "sluice function builds NAME [OPTION...]",
    description = "List the builds of a function's code, newest first.",
    footer = {
      "  sluice function builds shop",
      "  sluice function builds shop --output json",
      "  sluice function build-log shop"
    })
final class BuildsCommand extends ServerVerb {
  private static final int PAGE = 1000;

  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  BuildsCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<BuildInfo> all = Pages.all(cursor -> client.builds().list(name, PAGE, cursor));
    if (json()) {
      console().print(Json.pretty(new Page<>(all, null)));
    } else if (all.isEmpty()) {
      console().note("no builds: the code of " + name + " runs as it is");
    } else {
      console().print(table(all));
    }
    return OK;
  }

  private String table(List<BuildInfo> builds) {
    Table table = new Table("BUILD", "RECIPE", "STATE", "STARTED", ">DURATION", "ERROR");
    for (BuildInfo build : builds) {
      Double duration = build.durationMs();
      String error = build.error();
      table.row(
          build.id(),
          build.recipe(),
          build.state(),
          Words.ago(build.startedAt(), shell().clock().instant(), shell().clock().getZone()),
          duration == null ? "" : Words.millis(duration),
          error == null ? "" : Words.shorten(error, 60));
    }
    return table.render();
  }
}
