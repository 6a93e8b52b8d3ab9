package dev.sluice.app.cli.rollout;

import dev.sluice.api.RolloutInfo;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A verb that does something with one rollout, and shows what it is then. Not thread-safe. */
abstract class RolloutVerb extends ServerVerb {
  @Parameters(index = "0", paramLabel = "FUNCTION", description = "The function's name.")
  String function = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "The rollout's id; without it, the newest of the function.")
  @Nullable String id;

  RolloutVerb(Shell shell) {
    super(shell);
  }

  /** Does it. */
  protected abstract RolloutInfo apply(SluiceClient client, String rollout) throws IOException;

  @Override
  protected int run(SluiceClient client) throws IOException {
    RolloutInfo rollout = apply(client, id(client));
    console().print(json() ? Json.pretty(rollout) : words(rollout));
    return OK;
  }

  /** The id that was given, or that of the newest. */
  protected final String id(SluiceClient client) throws IOException {
    if (id != null) {
      return id;
    }
    List<RolloutInfo> newest = client.rollouts().list(function, 1, null).items();
    if (newest.isEmpty()) {
      throw new CliException(
          "'" + function + "' has no rollout; start one with 'sluice rollout start'");
    }
    return newest.get(0).id();
  }

  /** What people are told. */
  protected String words(RolloutInfo is) {
    return "rollout "
        + is.id()
        + " is "
        + is.status()
        + ": version "
        + is.canary()
        + " has "
        + Words.percent(is.weight())
        + " of "
        + is.alias()
        + "\n";
  }
}
