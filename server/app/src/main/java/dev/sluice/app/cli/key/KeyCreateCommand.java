package dev.sluice.app.cli.key;

import dev.sluice.api.KeyInfo;
import dev.sluice.api.KeySpec;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Spans;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice key create}. Not thread-safe. */
@Command(
    name = "create",
    customSynopsis = "sluice key create NAME [OPTION...]",
    description = {
      "Make an access key for the namespace and print its token.",
      "The token is shown this once; give it to who is to use it, as SLUICE_TOKEN."
    },
    footer = {
      "  sluice key create ci --namespace web",
      "  sluice key create shop --scope invoke --scope read --expires-in 90d",
      "  SLUICE_TOKEN=$(sluice key create tmp --expires-in 1h) sluice function list"
    })
final class KeyCreateCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "Tells the keys of a namespace apart.")
  String name = "";

  @Option(
      names = "--scope",
      paramLabel = "invoke|read|manage",
      description = "What it may do; can be repeated, all three when left out.")
  List<String> scopes = new ArrayList<>();

  @Option(
      names = "--expires-in",
      paramLabel = "TIME",
      description = "How long it is valid, like 30m, 12h or 90d; for ever when left out.")
  @Nullable String expires;

  KeyCreateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    KeyInfo made = client.namespaces().createKey(new KeySpec(name, scopes, end()));
    if (json()) {
      console().print(Json.pretty(made));
      return OK;
    }
    console().print(made.token() + "\n");
    console()
        .note(
            "key "
                + made.name()
                + " of the namespace "
                + made.namespace()
                + " may "
                + String.join(", ", made.scopes())
                + "; its token is not shown again");
    return OK;
  }

  private @Nullable Instant end() {
    if (expires == null) {
      return null;
    }
    Duration length =
        Spans.length(expires)
            .orElseThrow(
                () ->
                    wrongUsage(
                        "--expires-in is '" + expires + "': give a time like 30m, 12h or 90d"));
    return shell().clock().instant().plus(length);
  }
}
