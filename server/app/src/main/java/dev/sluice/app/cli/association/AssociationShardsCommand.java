package dev.sluice.app.cli.association;

import dev.sluice.api.AssociationShard;
import dev.sluice.api.AssociationShard.Blocking;
import dev.sluice.api.FunctionError;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice association shards}. Not thread-safe. */
@Command(
    name = "shards",
    customSynopsis = "sluice association shards NAME [OPTION...]",
    description = "Show how far shards are, and what stops them.",
    footer = {"  sluice association shards ledger"})
final class AssociationShardsCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The association's name.")
  String name = "";

  AssociationShardsCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<AssociationShard> all = client.events().shards(name);
    if (json()) {
      console().print(Json.pretty(new Page<>(all, null)));
      return OK;
    }
    if (all.isEmpty()) {
      console().note("no events have come to '" + name + "' yet");
      return OK;
    }
    Table table =
        new Table("FUNCTION", "SHARD", "STATE", ">POSITION", ">SETTLED", ">LAG", ">DELAY", "EVENT");
    for (AssociationShard one : all) {
      Double delay = one.delayMs();
      Long position = one.position();
      table.row(
          one.function(),
          one.shard(),
          one.state(),
          position == null ? "" : position.toString(),
          Long.toString(one.settled()),
          Long.toString(one.waiting()),
          delay == null ? "" : Words.millis(delay),
          words(one.blocking()));
    }
    console().print(table.render());
    return OK;
  }

  private static String words(@Nullable Blocking blocking) {
    if (blocking == null) {
      return "";
    }
    FunctionError error = blocking.error();
    return blocking.eventId() + (error == null ? "" : ": " + error.type() + ": " + error.message());
  }
}
