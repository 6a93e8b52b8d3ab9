package dev.sluice.app.cli.workflow;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.sluice.flow.text.Problem;
import java.util.List;

/**
 * Something that is wrong in a file.
 *
 * @param code as {@link dev.sluice.flow.text.ProblemCode#text}
 * @param severity error or warning
 * @param path a JSON pointer
 */
@JsonPropertyOrder({"file", "line", "column", "severity", "code", "message", "path"})
record FileProblem(
    String file, int line, int column, String severity, String code, String message, String path) {
  static List<FileProblem> of(String file, List<Problem> problems) {
    return problems.stream()
        .map(
            problem ->
                new FileProblem(
                    file,
                    problem.position().line(),
                    problem.position().column(),
                    problem.isWarning() ? "warning" : "error",
                    problem.code().text(),
                    problem.message(),
                    problem.path()))
        .toList();
  }

  boolean isError() {
    return severity.equals("error");
  }

  /** {@code order.flow.yaml:7:5: unknown-key: ...}. */
  String sentence() {
    return file + ":" + line + ":" + column + ": " + code + ": " + message;
  }

  /** What {@code --output json} prints. */
  record Report(boolean valid, List<FileProblem> problems) {
    Report {
      problems = List.copyOf(problems);
    }

    static Report of(List<FileProblem> problems) {
      return new Report(problems.stream().noneMatch(FileProblem::isError), problems);
    }
  }
}
