package dev.sluice.app.cli.rollout;

import dev.sluice.api.RolloutInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice rollout promote}. Not thread-safe. */
@Command(
    name = "promote",
    customSynopsis = "sluice rollout promote FUNCTION [ID] [OPTION...]",
    description = "Go on to the next step, and after the last one end well.",
    footer = {"  sluice rollout promote hello", "  sluice rollout promote hello --full"})
final class RolloutPromoteCommand extends RolloutVerb {
  @Option(names = "--full", description = "Give the canary everything at once.")
  boolean full;

  RolloutPromoteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected RolloutInfo apply(SluiceClient client, String rollout) throws IOException {
    return client.rollouts().promote(function, rollout, full);
  }
}
