package dev.sluice.app.cli.association;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verb that lets a shard go on. Not thread-safe. */
abstract class ShardVerb extends ServerVerb {
  private final String verb;
  private final String then;

  @Parameters(paramLabel = "NAME", description = "The association's name.")
  String name = "";

  @Parameters(paramLabel = "SHARD", description = "As 'sluice association shards' calls it.")
  String shard = "";

  @Option(names = "--function", paramLabel = "NAME", description = "Only the shard of this target.")
  @Nullable String function;

  ShardVerb(Shell shell, String verb, String then) {
    super(shell);
    this.verb = verb;
    this.then = then;
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    client.events().unblock(name, shard, verb, function);
    console()
        .print(
            json()
                ? Json.pretty(Map.of("association", name, "shard", shard))
                : "shard " + shard + " of " + name + " " + then + "\n");
    return OK;
  }
}
