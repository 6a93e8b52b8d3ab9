package dev.sluice.app.cli.source;

import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice source resume}. Not thread-safe. */
@Command(
    name = "resume",
    customSynopsis = "sluice source resume NAME [OPTION...]",
    description = "Have a source bring events again.",
    footer = {"  sluice source resume nightly"})
final class SourceResumeCommand extends PauseVerb {
  SourceResumeCommand(Shell shell) {
    super(shell, false, "resumed");
  }
}
