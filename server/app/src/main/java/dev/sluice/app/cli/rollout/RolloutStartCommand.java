package dev.sluice.app.cli.rollout;

import dev.sluice.api.RolloutInfo;
import dev.sluice.api.RolloutSpec;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice rollout start}. Not thread-safe. */
@Command(
    name = "start",
    customSynopsis = "sluice rollout start FUNCTION ALIAS VERSION --step SHARE:TIME ...",
    description = {
      "Take an alias to another version in steps.",
      "The server promotes, holds or rolls back by the numbers of both versions."
    },
    footer = {
      "  sluice rollout start hello live 2 --step 10%%:5m --step 50%%:10m",
      "  sluice rollout start hello live 2 --step 5%%:1h --step 50%%:manual",
      "  sluice rollout start hello live 2 --step 10%%:1m --max-latency-ratio 1.5"
    })
final class RolloutStartCommand extends ServerVerb {
  /** What happens without enough samples. */
  enum TooFew {
    hold,
    wait
  }

  @Parameters(index = "0", paramLabel = "FUNCTION", description = "The function's name.")
  String function = "";

  @Parameters(
      index = "1",
      paramLabel = "ALIAS",
      description = "The alias; it points to the stable version.")
  String alias = "";

  @Parameters(
      index = "2",
      paramLabel = "VERSION",
      description = "The canary: the version that is to take over.")
  int canary;

  @Option(
      names = "--step",
      paramLabel = "SHARE:TIME",
      description = "The canary's share and how long: 10%%:5m, 0.5:1h or 50%%:manual.")
  List<String> steps = new ArrayList<>();

  @Option(
      names = "--max-error-difference",
      paramLabel = "SHARE",
      description = "How much more of it may fail (0.01 when left out).")
  @Nullable Double errors;

  @Option(
      names = "--max-latency-ratio",
      paramLabel = "N",
      description = "How many times as long it may take (2 when left out).")
  @Nullable Double latency;

  @Option(
      names = "--latency-percentile",
      paramLabel = "SHARE",
      description = "Where latencies are compared (0.95 when left out).")
  @Nullable Double percentile;

  @Option(
      names = "--latency-slack",
      paramLabel = "MS",
      description = "Differences up to this do not count (20 when left out).")
  @Nullable Integer slack;

  @Option(
      names = "--min-samples",
      paramLabel = "N",
      description = "Invocations of either version to judge by (50 when left out).")
  @Nullable Integer samples;

  @Option(
      names = "--confidence",
      paramLabel = "SHARE",
      description = "How sure to be to roll back (0.99 when left out).")
  @Nullable Double confidence;

  @Option(
      names = "--too-few",
      paramLabel = "hold|wait",
      description = "At the end of a step that decides nothing (hold when left out).")
  @Nullable TooFew tooFew;

  @Option(
      names = "--check-seconds",
      paramLabel = "N",
      description = "How often the server looks (5 when left out).")
  @Nullable Integer check;

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  @Nullable String description;

  RolloutStartCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (steps.isEmpty()) {
      throw wrongUsage("give at least one --step, like --step 10%:5m");
    }
    RolloutSpec.Judgement judgement =
        new RolloutSpec.Judgement(
            errors,
            latency,
            percentile,
            slack,
            samples,
            confidence,
            tooFew == null ? null : tooFew.name());
    RolloutInfo started =
        client
            .rollouts()
            .start(
                function, new RolloutSpec(alias, canary, parsed(), judgement, check, description));
    console().print(json() ? Json.pretty(started) : started.id() + "\n");
    return OK;
  }

  private List<RolloutSpec.Step> parsed() {
    try {
      return steps.stream().map(StepOption::parse).toList();
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }
}
