package dev.sluice.app.cli.function;

import dev.sluice.api.FunctionInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.ListRequest;
import dev.sluice.client.Pages;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice function list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice function list [OPTION...]",
    description = "List functions.",
    footer = {
      "  sluice function list",
      "  sluice function list --label team=web --match shop",
      "  sluice function list --output json"
    })
final class ListCommand extends ServerVerb {
  private static final int PAGE = 1000;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Only those with this label; can be repeated.")
  Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--match",
      paramLabel = "TEXT",
      description = "Only those with this text in their name.")
  @Nullable String text;

  ListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<FunctionInfo> all =
        Pages.all(cursor -> client.functions(new ListRequest(labels, text, PAGE, cursor)));
    if (json()) {
      console().print(Json.pretty(new Page<>(all, null)));
    } else if (all.isEmpty()) {
      console()
          .note(
              labels.isEmpty() && text == null
                  ? "no functions yet; make one with 'sluice function create'"
                  : "no function matches");
    } else {
      console().print(table(all));
    }
    return OK;
  }

  private String table(List<FunctionInfo> functions) {
    Table table =
        new Table(
            "NAME", "RUNTIME", "HANDLER", "STATE", ">VERSION", ">MEMORY", ">TIMEOUT", "MODIFIED");
    for (FunctionInfo function : functions) {
      Integer published = function.publishedVersion();
      table.row(
          function.name(),
          function.runtime(),
          function.handler(),
          function.state(),
          published == null ? "" : published.toString(),
          function.memoryMiB() + " MiB",
          Words.seconds(function.timeoutSeconds()),
          Words.ago(function.modifiedAt(), shell().clock().instant(), shell().clock().getZone()));
    }
    return table.render();
  }
}
