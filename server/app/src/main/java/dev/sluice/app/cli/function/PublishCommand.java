package dev.sluice.app.cli.function;

import dev.sluice.api.VersionInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice function publish}. Not thread-safe. */
@Command(
    name = "publish",
    customSynopsis = "sluice function publish NAME [OPTION...]",
    description = "Keep code and definition as a new version, for good.",
    footer = {
      "  sluice function publish hello",
      "  sluice function publish hello --description 'greets in French'"
    })
final class PublishCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "What is new in the version.")
  @Nullable String description;

  @Option(
      names = "--if-revision",
      paramLabel = "N",
      description = "Only when the function is still at this revision.")
  @Nullable Long revision;

  PublishCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    VersionInfo version = client.versions().publish(name, description, revision);
    console()
        .print(
            json()
                ? Json.pretty(version)
                : "function " + name + " published as version " + version.version() + "\n");
    return OK;
  }
}
