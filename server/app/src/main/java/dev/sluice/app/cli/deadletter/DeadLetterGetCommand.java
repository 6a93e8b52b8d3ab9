package dev.sluice.app.cli.deadletter;

import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.FunctionError;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice dead-letter get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice dead-letter get ID [OPTION...]",
    description = "Show one dead letter, or only its event.",
    footer = {
      "  sluice dead-letter get 01kaw3t2p9z5v8e6m4n7q0r1sx",
      "  sluice dead-letter get 01kaw3t2p9z5v8e6m4n7q0r1sx --event > event.json"
    })
final class DeadLetterGetCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", description = "The dead letter's id.")
  String id = "";

  @Option(names = "--event", description = "Print the event and nothing else.")
  boolean event;

  DeadLetterGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    DeadLetterInfo letter = client.queue().deadLetter(id);
    String payload =
        letter.payload() == null
            ? Objects.requireNonNullElse(letter.payloadBase64(), "")
            : letter.payload();
    if (event) {
      console().print(payload + "\n");
    } else {
      console().print(json() ? Json.pretty(letter) : words(letter, payload));
    }
    return OK;
  }

  private String words(DeadLetterInfo letter, String payload) {
    FunctionError error = letter.error();
    return new Facts()
        .put("Dead letter", letter.id())
        .put("Function", letter.function())
        .put("Asked for", letter.qualifier())
        .put("Association", Objects.requireNonNullElse(letter.association(), ""))
        .put("Key", Objects.requireNonNullElse(letter.key(), ""))
        .put("Event", Objects.requireNonNullElse(letter.eventId(), ""))
        .put("Source", Objects.requireNonNullElse(letter.source(), ""))
        .put("Attempts", Integer.toString(letter.attempts()))
        .put("Accepted", Words.timeMillis(letter.createdAt(), shell().clock().getZone()))
        .put(
            "Error",
            error == null ? "" : error.type() + ": " + error.message() + " (" + error.code() + ")")
        .put("Content", letter.contentType() + ", " + Words.bytes(letter.bytes()))
        .put("Payload", Words.shorten(Words.oneLine(payload), 400))
        .render();
  }
}
