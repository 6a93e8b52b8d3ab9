package dev.sluice.app.cli.function;

import dev.sluice.api.Page;
import dev.sluice.api.VersionInfo;
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

/** {@code sluice function versions}. Not thread-safe. */
@Command(
    name = "versions",
    customSynopsis = "sluice function versions NAME [OPTION...]",
    description = "List a function's published versions, newest first.",
    footer = {
      "  sluice function versions hello",
      "  sluice function get hello --version 2",
      "  sluice function delete hello --version 1"
    })
final class VersionsCommand extends ServerVerb {
  private static final int PAGE = 1000;

  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  VersionsCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<VersionInfo> all = Pages.all(cursor -> client.versions().list(name, PAGE, cursor));
    if (json()) {
      console().print(Json.pretty(new Page<>(all, null)));
    } else if (all.isEmpty()) {
      console().note("no versions yet; make one with 'sluice function publish " + name + "'");
    } else {
      console().print(table(all));
    }
    return OK;
  }

  private String table(List<VersionInfo> versions) {
    Table table =
        new Table(
            ">VERSION",
            "RUNTIME",
            "HANDLER",
            ">MEMORY",
            ">TIMEOUT",
            ">CODE",
            "PUBLISHED",
            "DESCRIPTION");
    for (VersionInfo version : versions) {
      table.row(
          Integer.toString(version.version()),
          version.runtime(),
          version.handler(),
          version.memoryMiB() + " MiB",
          Words.seconds(version.timeoutSeconds()),
          Words.bytes(version.code().sizeBytes()),
          Words.ago(version.createdAt(), shell().clock().instant(), shell().clock().getZone()),
          Words.shorten(version.description(), 50));
    }
    return table.render();
  }
}
