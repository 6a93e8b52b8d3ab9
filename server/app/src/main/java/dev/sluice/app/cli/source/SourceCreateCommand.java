package dev.sluice.app.cli.source;

import dev.sluice.api.KindInfo;
import dev.sluice.api.SourceInfo;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice source create}. Not thread-safe. */
@Command(
    name = "create",
    customSynopsis = "sluice source create NAME --kind KIND [OPTION...]",
    description = "Have events come in.",
    footer = {
      "  sluice source create nightly --kind schedule --option cron='0 2 * * *' \\",
      "      --option timezone=Europe/Berlin",
      "  sluice source create github --kind webhook --option verify=hmac-sha256 \\",
      "      --secret secret=github-hook"
    })
final class SourceCreateCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The source's name.")
  String name = "";

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description = "What it is; 'sluice source kinds' lists them.")
  String kind = "";

  @Mixin SourceOptions options = new SourceOptions();

  SourceCreateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    @Nullable KindInfo known = SourceOptions.kind(client.sources().kinds(), kind);
    Map<String, Object> said = read(() -> options.merged(null, known));
    SourceInfo made =
        client.sources().create(new SourceSpec(name, kind, said, options.description));
    String address = made.address();
    console()
        .print(
            json()
                ? Json.pretty(made)
                : "source "
                    + made.name()
                    + " created"
                    + (address == null ? "" : "; send to " + address + " of the gateway")
                    + "\n");
    return OK;
  }
}
