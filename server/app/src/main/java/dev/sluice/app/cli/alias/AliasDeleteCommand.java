package dev.sluice.app.cli.alias;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice alias delete}. Not thread-safe. */
@Command(
    name = "delete",
    customSynopsis = "sluice alias delete FUNCTION ALIAS [OPTION...]",
    description = "Delete an alias; its versions stay.",
    footer = {"  sluice alias delete hello live"})
final class AliasDeleteCommand extends ServerVerb {
  @Parameters(index = "0", paramLabel = "FUNCTION", description = "The function's name.")
  String function = "";

  @Parameters(index = "1", paramLabel = "ALIAS", description = "The alias's name.")
  String alias = "";

  @Option(
      names = "--if-revision",
      paramLabel = "N",
      description = "Only when the alias is still at this revision.")
  @Nullable Long revision;

  AliasDeleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    client.versions().deleteAlias(function, alias, revision);
    if (!json()) {
      console().println("alias " + alias + " of " + function + " deleted");
    }
    return OK;
  }
}
