package dev.sluice.app.cli.association;

import dev.sluice.api.Replay;
import dev.sluice.api.ReplayDone;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice association replay}. Not thread-safe. */
@Command(
    name = "replay",
    customSynopsis = "sluice association replay NAME --from PLACE [OPTION...]",
    description = "Deliver kept events again, in their order.",
    footer = {
      "  sluice association replay ledger --from 2026-01-31T12:00:00Z",
      "  sluice association replay ledger --from 1772368496123456",
      "  sluice association replay ledger --from event:4711"
    })
final class AssociationReplayCommand extends ServerVerb {
  private static final String EVENT = "event:";

  @Parameters(paramLabel = "NAME", description = "The association's name.")
  String name = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "PLACE",
      description = {
        "The first one: a time, a position of 'association",
        "shards', or the id of an event, also as event:ID."
      })
  String from = "";

  @Option(names = "--function", paramLabel = "NAME", description = "Only for this target.")
  @Nullable String function;

  AssociationReplayCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    int events = client.events().replay(name, replay());
    console()
        .print(
            json()
                ? Json.pretty(new ReplayDone(events))
                : events + (events == 1 ? " event is" : " events are") + " delivered again\n");
    return OK;
  }

  private Replay replay() {
    if (from.startsWith(EVENT)) {
      return new Replay(null, null, from.substring(EVENT.length()), function);
    }
    if (from.matches("[0-9]{1,18}")) {
      return new Replay(Long.valueOf(from), null, null, function);
    }
    Instant time = time();
    return new Replay(null, time, time == null ? from : null, function);
  }

  private @Nullable Instant time() {
    try {
      return OffsetDateTime.parse(from).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
