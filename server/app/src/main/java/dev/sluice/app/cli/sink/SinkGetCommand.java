package dev.sluice.app.cli.sink;

import dev.sluice.api.SinkInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.source.SourceOptions;
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

/** {@code sluice sink get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice sink get NAME [OPTION...]",
    description = "Show a sink, its options and what it did.",
    footer = {"  sluice sink get done"})
final class SinkGetCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The sink's name.")
  String name = "";

  SinkGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    SinkInfo is = client.sinks().get(name);
    console().print(json() ? Json.pretty(is) : words(is));
    return OK;
  }

  private String words(SinkInfo is) {
    Facts facts =
        new Facts()
            .put("Sink", is.name())
            .put("Kind", is.kind())
            .put("Description", is.description());
    is.options().forEach((option, value) -> facts.put("  " + option, SourceOptions.words(value)));
    return facts
        .put("Sent", Long.toString(is.sent()))
        .put("Failed", Long.toString(is.failed()))
        .put("Last sent", time(is.lastSentAt()))
        .put("Last problem", Objects.requireNonNullElse(is.lastProblem(), ""))
        .put("Modified", time(is.modifiedAt()))
        .put("Revision", Long.toString(is.revision()))
        .render();
  }

  private String time(@Nullable Instant at) {
    return at == null ? "" : Words.time(at, shell().clock().getZone());
  }
}
