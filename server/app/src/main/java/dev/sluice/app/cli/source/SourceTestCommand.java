package dev.sluice.app.cli.source;

import dev.sluice.api.ConnectionTest;
import dev.sluice.api.KindInfo;
import dev.sluice.api.SourceSpec;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice source test}. Not thread-safe. */
@Command(
    name = "test",
    customSynopsis = "sluice source test KIND [OPTION...]",
    description = {
      "See whether the server would connect, taking nothing.",
      "The exit status is 1 where it would not."
    },
    footer = {
      "  sluice source test mqtt --option url=tcp://localhost:1883 \\",
      "      --option topics='sensors/#'"
    })
final class SourceTestCommand extends ServerVerb {
  @Parameters(paramLabel = "KIND", description = "What it is; 'sluice source kinds' lists them.")
  String kind = "";

  @Mixin SourceOptions options = new SourceOptions();

  SourceTestCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    @Nullable KindInfo known = SourceOptions.kind(client.sources().kinds(), kind);
    Map<String, Object> said = read(() -> options.merged(null, known));
    ConnectionTest found = client.sources().test(new SourceSpec(null, kind, said, null));
    console().print(json() ? Json.pretty(found) : found.message() + "\n");
    return found.ok() ? OK : FAILED;
  }
}
