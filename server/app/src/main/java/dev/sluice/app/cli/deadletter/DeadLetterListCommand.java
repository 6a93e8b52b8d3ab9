package dev.sluice.app.cli.deadletter;

import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.FunctionError;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice dead-letter list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice dead-letter list [OPTION...]",
    description = "List dead letters, newest first.",
    footer = {
      "  sluice dead-letter list",
      "  sluice dead-letter list --function resize --error ValueError"
    })
final class DeadLetterListCommand extends ServerVerb {
  @Mixin Which which = new Which();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many (20 when left out).")
  int limit = 20;

  DeadLetterListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (limit < 1) {
      throw wrongUsage("--limit is at least 1");
    }
    Page<DeadLetterInfo> found =
        Pages.first(
            limit, (page, cursor) -> client.queue().deadLetters(which.request(), page, cursor));
    if (json()) {
      console().print(Json.pretty(found));
    } else if (found.items().isEmpty()) {
      console().note("no dead letters");
    } else {
      console().print(table(found.items()));
    }
    return OK;
  }

  private String table(List<DeadLetterInfo> letters) {
    Table table = new Table("DEAD LETTER", "FUNCTION", ">ATTEMPTS", ">SIZE", "WHEN", "ERROR");
    for (DeadLetterInfo letter : letters) {
      table.row(
          letter.id(),
          letter.function(),
          Integer.toString(letter.attempts()),
          Words.bytes(letter.bytes()),
          Words.ago(letter.createdAt(), shell().clock().instant(), shell().clock().getZone()),
          words(letter.error()));
    }
    return table.render();
  }

  private static String words(@Nullable FunctionError error) {
    return error == null ? "" : Words.shorten(error.type() + ": " + error.message(), 60);
  }
}
