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
import picocli.CommandLine.Parameters;

/** {@code sluice source update}. Not thread-safe. */
@Command(
    name = "update",
    customSynopsis = "sluice source update NAME [OPTION...]",
    description = {
      "Change a source. What is not named stays as it is;",
      "an option with no value is taken away."
    },
    footer = {
      "  sluice source update nightly --option cron='0 3 * * *'",
      "  sluice source update nightly --option subject="
    })
final class SourceUpdateCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The source's name.")
  String name = "";

  @Mixin SourceOptions options = new SourceOptions();

  SourceUpdateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (!options.given()) {
      throw wrongUsage("nothing to change: give --option, --secret or --description");
    }
    SourceInfo before = client.sources().get(name);
    @Nullable KindInfo known = SourceOptions.kind(client.sources().kinds(), before.kind());
    Map<String, Object> said = read(() -> options.merged(before.options(), known));
    String description = options.description;
    SourceInfo after =
        client
            .sources()
            .replace(
                name,
                new SourceSpec(
                    name,
                    before.kind(),
                    said,
                    description == null ? before.description() : description,
                    before.manifest()),
                before.revision());
    console().print(json() ? Json.pretty(after) : "source " + after.name() + " updated\n");
    return OK;
  }
}
