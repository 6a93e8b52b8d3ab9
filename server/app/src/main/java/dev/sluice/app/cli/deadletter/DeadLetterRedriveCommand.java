package dev.sluice.app.cli.deadletter;

import dev.sluice.api.InvocationInfo;
import dev.sluice.app.cli.invoke.Payload;
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

/** {@code sluice dead-letter redrive}. Not thread-safe. */
@Command(
    name = "redrive",
    customSynopsis = "sluice dead-letter redrive [ID] [OPTION...]",
    description = "Run dead letters again, each as a new invocation.",
    footer = {
      "  sluice dead-letter redrive 01kaw3t2p9z5v8e6m4n7q0r1sx",
      "  sluice dead-letter redrive 01kaw3t2p9z5v8e6m4n7q0r1sx --data @event.json",
      "  sluice dead-letter redrive --function resize --error Timeout",
      "  sluice dead-letter redrive --all"
    })
final class DeadLetterRedriveCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", arity = "0..1", description = "One dead letter's id.")
  @Nullable String id;

  @Mixin Which which = new Which();

  @Option(names = "--all", description = "All of the namespace.")
  boolean all;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "JSON|@FILE|-",
      description = "What replaces the event of the one.")
  @Nullable String data;

  DeadLetterRedriveCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    String one = id;
    if (one == null) {
      if (data != null) {
        throw wrongUsage("--data replaces the event of one dead letter: give its ID");
      }
      if (!which.given() && !all) {
        throw wrongUsage("give an ID, --function, --association, --error or --all");
      }
      int count = client.queue().redriveAll(which.request());
      console()
          .print(
              json()
                  ? Json.pretty(Map.of("count", count))
                  : Words.count(count, "dead letter") + " redriven\n");
      return OK;
    }
    if (which.given() || all) {
      throw wrongUsage("give either an ID or what many have in common");
    }
    byte[] edited = data == null ? null : Payload.read(data, console().in());
    InvocationInfo again = client.queue().redrive(one, edited);
    console().print(json() ? Json.pretty(again) : again.id() + "\n");
    return OK;
  }
}
