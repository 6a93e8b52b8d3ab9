package dev.sluice.app.cli.rollout;

import dev.sluice.api.LiveEvent;
import dev.sluice.api.RolloutInfo;
import dev.sluice.api.RolloutInfo.Numbers;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.LiveStream;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice rollout watch}. Not thread-safe. */
@Command(
    name = "watch",
    customSynopsis = "sluice rollout watch FUNCTION [ID] [OPTION...]",
    description = {
      "Follow a rollout until it is over.",
      "The exit status is 0 when it was promoted, and 1 when it was rolled back."
    },
    footer = {"  sluice rollout watch hello"})
final class RolloutWatchCommand extends ServerVerb {
  private static final String PROMOTED = "promoted";

  @Parameters(index = "0", paramLabel = "FUNCTION", description = "The function's name.")
  String function = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "The rollout's id; without it, the newest of the function.")
  @Nullable String id;

  private @Nullable String end;

  RolloutWatchCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    RolloutVerb finder = new RolloutGetCommand(shell());
    finder.function = function;
    finder.id = id;
    String rollout = finder.id(client);
    try (LiveStream stream = new LiveStream()) {
      client.stream(
          Set.of("rollouts"),
          function,
          stream,
          () -> {
            try {
              show("now", client.rollouts().get(function, rollout), stream);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          },
          event -> live(event, rollout, stream));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return PROMOTED.equals(end) ? OK : FAILED;
  }

  private void live(LiveEvent event, String rollout, LiveStream stream) {
    RolloutInfo is = event.rollout();
    if (is != null && is.id().equals(rollout)) {
      show(event.action(), is, stream);
    }
  }

  private void show(String action, RolloutInfo is, LiveStream stream) {
    if (end != null) {
      return;
    }
    console().println(json() ? Json.line(is) : line(action, is));
    console().flush();
    if (is.endedAt() != null) {
      end = is.status();
      stream.close();
    }
  }

  private String line(String action, RolloutInfo is) {
    Numbers numbers = is.numbers();
    return String.format(
        Locale.ROOT,
        "%s  %-11s %-11s step %d/%d  %s%s",
        Words.time(shell().clock().instant(), shell().clock().getZone()),
        action,
        is.status(),
        is.step(),
        is.steps().size(),
        Words.percent(is.weight()),
        numbers == null
            ? ""
            : String.format(
                Locale.ROOT,
                "  errors %d/%d and %d/%d  p95 %s and %s",
                numbers.stable().errors(),
                numbers.stable().invocations(),
                numbers.canary().errors(),
                numbers.canary().invocations(),
                Words.millis(numbers.stable().p95Ms()),
                Words.millis(numbers.canary().p95Ms())));
  }
}
