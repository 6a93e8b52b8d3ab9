package dev.sluice.app.cli.rollout;

import dev.sluice.api.RolloutInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code sluice rollout get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice rollout get FUNCTION [ID] [OPTION...]",
    description = "Show a rollout: plan, numbers, log.",
    footer = {"  sluice rollout get hello"})
final class RolloutGetCommand extends RolloutVerb {
  RolloutGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected RolloutInfo apply(SluiceClient client, String rollout) throws IOException {
    return client.rollouts().get(function, rollout);
  }

  @Override
  protected String words(RolloutInfo rollout) {
    return RolloutWords.of(rollout, shell());
  }
}
