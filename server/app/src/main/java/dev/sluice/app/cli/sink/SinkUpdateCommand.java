package dev.sluice.app.cli.sink;

import dev.sluice.api.KindInfo;
import dev.sluice.api.SinkInfo;
import dev.sluice.api.SinkSpec;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.source.SourceOptions;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice sink update}. Not thread-safe. */
@Command(
    name = "update",
    customSynopsis = "sluice sink update NAME [OPTION...]",
    description = {
      "Change a sink. What is not named stays as it is;",
      "an option with no value is taken away."
    },
    footer = {"  sluice sink update done --option topic=finished"})
final class SinkUpdateCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The sink's name.")
  String name = "";

  @Mixin SourceOptions options = new SourceOptions();

  SinkUpdateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (!options.given()) {
      throw wrongUsage("nothing to change: give --option, --secret or --description");
    }
    SinkInfo before = client.sinks().get(name);
    @Nullable KindInfo known = SourceOptions.kind(client.sinks().kinds(), before.kind());
    Map<String, Object> said = read(() -> options.merged(before.options(), known));
    String description = options.description();
    SinkInfo after =
        client
            .sinks()
            .replace(
                name,
                new SinkSpec(
                    name,
                    before.kind(),
                    said,
                    description == null ? before.description() : description,
                    before.manifest()),
                before.revision());
    console().print(json() ? Json.pretty(after) : "sink " + after.name() + " updated\n");
    return OK;
  }
}
