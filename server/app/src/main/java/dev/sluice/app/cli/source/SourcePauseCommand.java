package dev.sluice.app.cli.source;

import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice source pause}. Not thread-safe. */
@Command(
    name = "pause",
    customSynopsis = "sluice source pause NAME [OPTION...]",
    description = "Have a source bring nothing more for now.",
    footer = {"  sluice source pause nightly"})
final class SourcePauseCommand extends PauseVerb {
  SourcePauseCommand(Shell shell) {
    super(shell, true, "paused");
  }
}
