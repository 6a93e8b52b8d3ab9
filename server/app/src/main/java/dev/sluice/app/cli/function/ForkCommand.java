package dev.sluice.app.cli.function;

import dev.sluice.api.FunctionInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice function fork}. Not thread-safe. */
@Command(
    name = "fork",
    customSynopsis = "sluice function fork NAME VERSION [OPTION...]",
    description = {
      "Make a published version latest again.",
      "Latest gets the version's code and all of its definition; the version stays as it is."
    },
    footer = {"  sluice function fork hello 3"})
final class ForkCommand extends ServerVerb {
  @Parameters(index = "0", paramLabel = "NAME", description = "The function's name.")
  String name = "";

  @Parameters(index = "1", paramLabel = "VERSION", description = "The version's number.")
  int version;

  @Option(
      names = "--if-revision",
      paramLabel = "N",
      description = "Only when the function is still at this revision.")
  @Nullable Long revision;

  ForkCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    FunctionInfo latest = client.versions().fork(name, version, revision);
    console()
        .print(
            json()
                ? Json.pretty(latest)
                : "function " + name + ": latest is version " + version + " again\n");
    return OK;
  }
}
