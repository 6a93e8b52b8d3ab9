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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice sink create}. Not thread-safe. */
@Command(
    name = "create",
    customSynopsis = "sluice sink create NAME --kind KIND [OPTION...]",
    description = "Make a sink that functions can name as destination.",
    footer = {
      "  sluice sink create done --kind kafka --option servers=broker:9092 --option topic=done",
      "  sluice sink create alarm --kind http --option url=https://host/alarm \\",
      "      --secret token=alarm-token"
    })
final class SinkCreateCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The sink's name.")
  String name = "";

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description = "What it is; 'sluice sink kinds' lists them.")
  String kind = "";

  @Mixin SourceOptions options = new SourceOptions();

  SinkCreateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    @Nullable KindInfo known = SourceOptions.kind(client.sinks().kinds(), kind);
    Map<String, Object> said = read(() -> options.merged(null, known));
    SinkInfo made = client.sinks().create(new SinkSpec(name, kind, said, options.description()));
    console().print(json() ? Json.pretty(made) : "sink " + made.name() + " created\n");
    return OK;
  }
}
