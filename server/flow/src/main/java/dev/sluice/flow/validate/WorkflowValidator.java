package dev.sluice.flow.validate;

import dev.sluice.flow.task.Path;
import dev.sluice.flow.task.Workflow;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.text.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells all that is wrong with a workflow document. */
public final class WorkflowValidator {
  private WorkflowValidator() {}

  /**
   * What is wrong, in the order of the text; a thousand problems at most. Warnings are among them.
   *
   * @param functions what the platform knows; null to look at the document alone
   */
  public static List<Problem> check(Document document, @Nullable Functions functions) {
    Report report = new Report(document, functions);
    WorkflowShapes.WORKFLOW.check(document.root().target(), Path.ROOT, report);
    KeyRules.check(document.root(), Path.ROOT, report);
    FlowRules.check(Workflow.of(document), report);
    return report.problems();
  }

  /** As {@link #check(Document, Functions)} for a file, also one that cannot be read. */
  public static List<Problem> check(byte[] file, @Nullable Functions functions) {
    Reading reading = Document.read(file);
    Document document = reading.document();
    return document == null ? reading.problems() : check(document, functions);
  }
}
