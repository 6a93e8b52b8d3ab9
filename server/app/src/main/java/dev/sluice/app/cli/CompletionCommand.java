package dev.sluice.app.cli;

import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.shell.Verb;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice completion}. Not thread-safe. */
@Command(
    name = "completion",
    customSynopsis = "sluice completion bash",
    description = "Print a script for completion in bash.",
    footer = {
      "  source <(sluice completion bash)",
      "  sluice completion bash > ~/.local/share/bash-completion/completions/sluice"
    })
final class CompletionCommand extends Verb {
  /** The shells that have a script. */
  enum Kind {
    bash
  }

  @Parameters(paramLabel = "SHELL", description = "bash; its script also serves zsh.")
  Kind kind = Kind.bash;

  CompletionCommand(Shell shell) {
    super(shell);
  }

  @Override
  public Integer call() {
    CommandLine root = command().getCommandSpec().root().commandLine();
    console().print(AutoComplete.bash(root.getCommandName(), root));
    return OK;
  }
}
