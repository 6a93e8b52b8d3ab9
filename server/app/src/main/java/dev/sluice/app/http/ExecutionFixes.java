package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.ExecutionFix;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.HistoryEvent.Audit;
import org.jspecify.annotations.Nullable;

/** What callers do about executions, as commands. */
final class ExecutionFixes {
  private ExecutionFixes() {}

  /**
   * The command of a fix.
   *
   * @param who does it
   * @throws SluiceException {@code ROUTE_NOT_FOUND} or {@code INVALID_REQUEST}
   */
  static Command command(String fix, ExecutionFix how, String who) {
    return command(fix, how, new Audit(who, how.why() == null ? "" : how.why()));
  }

  private static Command command(String fix, ExecutionFix how, Audit audit) {
    return switch (fix) {
      case "suspend" -> new Command.Suspend(audit);
      case "resume" -> new Command.Resume(audit);
      case "cancel" -> new Command.Cancel(audit);
      case "retry", "redrive" ->
          new Command.Fix(
              new Command.Retry(
                  how.task(), how.input() == null ? null : WorkflowWire.tree(how.input())),
              audit);
      case "skip" ->
          new Command.Fix(new Command.Skip(how.task(), WorkflowWire.tree(how.output())), audit);
      case "jump" ->
          new Command.Fix(
              new Command.Jump(
                  how.task(),
                  required("target", how.target()),
                  how.input() == null ? null : WorkflowWire.tree(how.input())),
              audit);
      case "context" ->
          new Command.Fix(new Command.EditContext(WorkflowWire.tree(how.context())), audit);
      case "timer" -> new Command.Fix(new Command.FireTimer(how.task()), audit);
      case "deliver" -> new Command.Deliver(WorkflowWire.tree(required("event", how.event())));
      default ->
          throw new SluiceException(
              ErrorCode.ROUTE_NOT_FOUND,
              "'" + fix + "' is nothing that is done about executions.",
              "It is suspend, resume, cancel, retry, redrive, skip, jump, context, timer or"
                  + " deliver.");
    };
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw SluiceException.of(ErrorCode.INVALID_REQUEST, "The field '" + field + "' is missing.");
    }
    return value;
  }
}
