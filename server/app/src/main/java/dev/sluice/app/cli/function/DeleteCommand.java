package dev.sluice.app.cli.function;

import dev.sluice.api.ErrorCode;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice function delete}. Not thread-safe. */
@Command(
    name = "delete",
    customSynopsis = "sluice function delete NAME [OPTION...]",
    description = {
      "Delete a function, or one version of it.",
      "A function goes with all its versions and aliases."
    },
    footer = {
      "  sluice function delete hello",
      "  sluice function delete hello --version 1",
      "  sluice function delete hello --if-exists"
    })
final class DeleteCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "Only this version; the function and its other versions stay.")
  @Nullable Integer version;

  @Option(names = "--if-exists", description = "It is no failure when there is nothing to delete.")
  boolean ifExists;

  @Option(
      names = "--if-revision",
      paramLabel = "N",
      description = "Only when the function is still at this revision.")
  @Nullable Long revision;

  DeleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (version != null && revision != null) {
      throw wrongUsage("--if-revision does not go with --version: a version never changes");
    }
    String what = version == null ? "function " + name : "version " + version + " of " + name;
    try {
      if (version == null) {
        client.deleteFunction(name, revision);
      } else {
        client.versions().delete(name, version);
      }
    } catch (SluiceApiException e) {
      if (ifExists && (e.is(ErrorCode.FUNCTION_NOT_FOUND) || e.is(ErrorCode.VERSION_NOT_FOUND))) {
        console().note(what + " does not exist");
        return OK;
      }
      throw e;
    }
    if (!json()) {
      console().println(what + " deleted");
    }
    return OK;
  }
}
