package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionFix;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.workflow.JsonInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice execution jump}. Not thread-safe. */
@Command(
    name = "jump",
    customSynopsis = "sluice execution jump ID --to TASK [OPTION...]",
    description = "Go on at another task of the same list.",
    footer = {"  sluice execution jump 01kaw3t2p9z5v8e6m4n7q0r1sx --to ship"})
final class ExecutionJumpCommand extends FixVerb {
  @Option(names = "--to", paramLabel = "TASK", required = true, description = "The task's name.")
  String target = "";

  @Option(
      names = "--input",
      paramLabel = "JSON",
      description = "Another input for it: JSON, @FILE, or - for standard input.")
  @Nullable String input;

  ExecutionJumpCommand(Shell shell) {
    super(shell, "jump");
  }

  @Override
  ExecutionFix how() throws IOException {
    return new ExecutionFix(
        why,
        null,
        input == null ? null : JsonInput.read("--input", input, console().in()),
        null,
        target,
        null,
        null);
  }
}
