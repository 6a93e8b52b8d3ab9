package dev.sluice.app.cli.workflow;

import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.shell.Verb;
import dev.sluice.app.cli.text.Words;
import dev.sluice.flow.format.WorkflowFormat;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice workflow format}. Not thread-safe. */
@Command(
    name = "format",
    customSynopsis = "sluice workflow format FILE [OPTION...]",
    description = {
      "Print a workflow file in the usual form.",
      "Its keys get the order of the language's reference, and its indents two spaces.",
      "Comments stay, and so does the way values are written."
    },
    footer = {
      "  sluice workflow format order.flow.yaml",
      "  sluice workflow format order.flow.yaml --write",
      "  sluice workflow format order.flow.yaml --check-roundtrip"
    })
final class WorkflowFormatCommand extends Verb {
  @Parameters(paramLabel = "FILE", description = "A file, or - for standard input.")
  String file = "";

  @Option(names = "--write", description = "Write to the file what would be printed.")
  boolean write;

  @Option(
      names = "--check-roundtrip",
      description = "Format nothing: fail where an open and save changes a byte.")
  boolean checkRoundtrip;

  WorkflowFormatCommand(Shell shell) {
    super(shell);
  }

  @Override
  public Integer call() throws IOException {
    if (write && (checkRoundtrip || file.equals(WorkflowFile.STANDARD_INPUT))) {
      throw wrongUsage("--write needs a file to write to, and does not go with --check-roundtrip");
    }
    WorkflowFile given = WorkflowFile.read(file, console().in());
    Reading reading = Document.read(given.bytes());
    Document document = reading.document();
    if (document == null) {
      FileProblem.of(given.name(), reading.problems())
          .forEach(problem -> console().note(Words.oneLine(problem.sentence())));
      return FAILED;
    }
    if (checkRoundtrip) {
      return roundtrip(given, document);
    }
    byte[] formatted = WorkflowFormat.format(document).bytes();
    if (!write) {
      console().write(formatted);
    } else if (Arrays.equals(formatted, given.bytes())) {
      console().note(given.name() + ": nothing to change");
    } else {
      Files.write(Path.of(file), formatted);
      console().note(given.name() + ": formatted");
    }
    return OK;
  }

  private int roundtrip(WorkflowFile given, Document document) {
    int differs = Arrays.mismatch(given.bytes(), document.bytes());
    if (differs >= 0) {
      throw new CliException(given.name() + ": saved unchanged, byte " + differs + " differs");
    }
    console().println(given.name() + ": the same bytes");
    return OK;
  }
}
