package dev.sluice.app.cli.rollout;

import dev.sluice.api.RolloutInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code sluice rollout rollback}. Not thread-safe. */
@Command(
    name = "rollback",
    customSynopsis = "sluice rollout rollback FUNCTION [ID] [OPTION...]",
    description = "Give the stable version all of the traffic.",
    footer = {"  sluice rollout rollback hello"})
final class RolloutRollbackCommand extends RolloutVerb {
  RolloutRollbackCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected RolloutInfo apply(SluiceClient client, String rollout) throws IOException {
    return client.rollouts().rollBack(function, rollout);
  }
}
