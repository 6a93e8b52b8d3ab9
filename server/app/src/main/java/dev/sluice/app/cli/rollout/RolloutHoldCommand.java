package dev.sluice.app.cli.rollout;

import dev.sluice.api.RolloutInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code sluice rollout hold}. Not thread-safe. */
@Command(
    name = "hold",
    customSynopsis = "sluice rollout hold FUNCTION [ID] [OPTION...]",
    description = {
      "Let a rollout not go on by itself.",
      "A canary that is surely worse is rolled back all the same."
    },
    footer = {"  sluice rollout hold hello"})
final class RolloutHoldCommand extends RolloutVerb {
  RolloutHoldCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected RolloutInfo apply(SluiceClient client, String rollout) throws IOException {
    return client.rollouts().hold(function, rollout);
  }
}
