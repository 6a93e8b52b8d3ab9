package dev.sluice.app.cli.deadletter;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice dead-letter purge}. Not thread-safe. */
@Command(
    name = "purge",
    customSynopsis = "sluice dead-letter purge [ID] [OPTION...]",
    description = "Remove dead letters for good.",
    footer = {
      "  sluice dead-letter purge 01kaw3t2p9z5v8e6m4n7q0r1sx",
      "  sluice dead-letter purge --function resize",
      "  sluice dead-letter purge --all"
    })
final class DeadLetterPurgeCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", arity = "0..1", description = "One dead letter's id.")
  @Nullable String id;

  @Mixin Which which = new Which();

  @Option(names = "--all", description = "All of the namespace.")
  boolean all;

  DeadLetterPurgeCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    String one = id;
    int count = 1;
    if (one == null) {
      if (!which.given() && !all) {
        throw wrongUsage("give an ID, --function, --association, --error or --all");
      }
      count = client.queue().removeAll(which.request());
    } else {
      if (which.given() || all) {
        throw wrongUsage("give either an ID or what many have in common");
      }
      client.queue().remove(one);
    }
    console()
        .print(
            json()
                ? Json.pretty(Map.of("count", count))
                : Words.count(count, "dead letter") + " removed\n");
    return OK;
  }
}
