package dev.sluice.app.cli.workflow;

import dev.sluice.app.cli.shell.ServerOptions;
import dev.sluice.app.cli.shell.ServerVerb.Format;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.shell.Verb;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.validate.Functions;
import dev.sluice.flow.validate.WorkflowValidator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice workflow validate}. Not thread-safe. */
@Command(
    name = "validate",
    customSynopsis = "sluice workflow validate FILE... [OPTION...]",
    description = {
      "Tell all that is wrong in workflow files.",
      "No server is needed. Where one is named, functions and aliases that are",
      "called are looked up there."
    },
    footer = {
      "  sluice workflow validate order.flow.yaml",
      "  sluice workflow validate flows/*.yaml --document-only --output json",
      "  sluice workflow validate - < order.flow.yaml"
    })
final class WorkflowValidateCommand extends Verb {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files in YAML or JSON, or - for standard input.")
  List<String> files = new ArrayList<>();

  @Option(names = "--document-only", description = "Ask no server, also where one is named.")
  boolean documentOnly;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      order = 90,
      description = "What to print: a line for each problem, or JSON.")
  Format output = Format.table;

  @ArgGroup(validate = false, order = 100, heading = "%nWhich server:%n")
  ServerOptions server = new ServerOptions();

  WorkflowValidateCommand(Shell shell) {
    super(shell);
  }

  @Override
  public Integer call() throws IOException {
    Functions functions = functions();
    List<FileProblem> all = new ArrayList<>();
    for (String name : files) {
      WorkflowFile file = WorkflowFile.read(name, console().in());
      List<Problem> found = WorkflowValidator.check(file.bytes(), functions);
      List<FileProblem> problems = FileProblem.of(file.name(), found);
      all.addAll(problems);
      if (output == Format.table) {
        problems.forEach(problem -> console().note(Words.oneLine(problem.sentence())));
        if (problems.stream().noneMatch(FileProblem::isError)) {
          console().println(file.name() + ": valid");
        }
      }
    }
    FileProblem.Report report = FileProblem.Report.of(all);
    if (output == Format.json) {
      console().print(Json.pretty(report));
    }
    return report.valid() ? OK : FAILED;
  }

  private @Nullable Functions functions() {
    return documentOnly ? null : server.named(shell()).map(ServerFunctions::new).orElse(null);
  }
}
