package dev.sluice.app.cli.rollout;

import dev.sluice.api.RolloutInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code sluice rollout resume}. Not thread-safe. */
@Command(
    name = "resume",
    customSynopsis = "sluice rollout resume FUNCTION [ID] [OPTION...]",
    description = "Let a held rollout go on: its step begins once more.",
    footer = {"  sluice rollout resume hello"})
final class RolloutResumeCommand extends RolloutVerb {
  RolloutResumeCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected RolloutInfo apply(SluiceClient client, String rollout) throws IOException {
    return client.rollouts().resume(function, rollout);
  }
}
