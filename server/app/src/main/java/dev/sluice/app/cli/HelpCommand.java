package dev.sluice.app.cli;

import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.shell.Verb;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice help}. Not thread-safe. */
@Command(
    name = "help",
    customSynopsis = "sluice help [COMMAND...]",
    description = "Explain a command; the same as its --help.",
    footer = {"  sluice help function create"})
final class HelpCommand extends Verb {
  @Parameters(paramLabel = "COMMAND", description = "A command, like function create.")
  List<String> words = new ArrayList<>();

  HelpCommand(Shell shell) {
    super(shell);
  }

  @Override
  public Integer call() {
    CommandLine at = command().getCommandSpec().root().commandLine();
    for (String word : words) {
      CommandLine next = at.getSubcommands().get(word);
      if (next == null) {
        throw wrongUsage(
            "there is no command '" + word + "' in " + at.getCommandSpec().qualifiedName());
      }
      at = next;
    }
    console().print(at.getUsageMessage(at.getColorScheme()));
    return OK;
  }
}
