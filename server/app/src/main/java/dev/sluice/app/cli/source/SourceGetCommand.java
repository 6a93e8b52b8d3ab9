package dev.sluice.app.cli.source;

import dev.sluice.api.SourceInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice source get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice source get NAME [OPTION...]",
    description = "Show a source, its options and how it is.",
    footer = {"  sluice source get nightly"})
final class SourceGetCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The source's name.")
  String name = "";

  SourceGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    SourceInfo is = client.sources().get(name);
    console().print(json() ? Json.pretty(is) : words(is));
    return OK;
  }

  private String words(SourceInfo is) {
    String reason = is.stateReason();
    Facts facts =
        new Facts()
            .put("Source", is.name())
            .put("Kind", is.kind())
            .put("State", reason == null ? is.state() : is.state() + ": " + reason)
            .put("Since", time(is.stateSince()))
            .put("Tried again", time(is.retryAt()))
            .put("Address", Objects.requireNonNullElse(is.address(), ""))
            .put("Description", is.description());
    is.options().forEach((option, value) -> facts.put("  " + option, SourceOptions.words(value)));
    return facts
        .put("Events", Long.toString(is.events()))
        .put("Malformed", Long.toString(is.malformed()))
        .put("Refused", Long.toString(is.refused()))
        .put("Last event", time(is.lastEventAt()))
        .put("Last problem", Objects.requireNonNullElse(is.lastProblem(), ""))
        .put("Remains", Objects.requireNonNullElse(is.remains(), ""))
        .put("Modified", time(is.modifiedAt()))
        .put("Revision", Long.toString(is.revision()))
        .render();
  }

  private String time(@Nullable Instant at) {
    return at == null ? "" : Words.time(at, shell().clock().getZone());
  }
}
