package dev.sluice.core.workflow;

import dev.sluice.api.LogOwner;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.log.PlatformLog.Entry;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.core.workflow.engine.WorkflowError;
import dev.sluice.spi.sandbox.OutputSink.Level;
import java.util.List;

/**
 * What goes wrong in executions, and what people do to them, in the log of the workflow. What goes
 * right is in their histories: a line for each would cost more than the step. Immutable.
 */
final class ExecutionLog {
  private final PlatformLog log;

  ExecutionLog(PlatformLog log) {
    this.log = log;
  }

  /** Writes what happened in an execution. */
  void write(ExecutionRecord record, Program program, List<HistoryEvent> events) {
    for (HistoryEvent event : events) {
      if (event instanceof HistoryEvent.Faulted e) {
        write(record, Level.ERROR, "Faulted" + place(e.error()) + ": " + text(e.error()));
      } else if (event instanceof HistoryEvent.Retrying e) {
        String task = program.pointer(e.task());
        write(
            record,
            Level.WARN,
            "Trying " + task + " again, attempt " + e.attempt() + ": " + text(e.error()));
      } else if (event instanceof HistoryEvent.Cancelled e) {
        write(record, Level.WARN, "Cancelled" + by(e.audit()));
      } else if (event instanceof HistoryEvent.Suspended e) {
        write(record, Level.INFO, "Suspended" + by(e.audit()));
      } else if (event instanceof HistoryEvent.Resumed e) {
        write(record, Level.INFO, "Resumed" + by(e.audit()));
      } else if (event instanceof HistoryEvent.Fixed e) {
        write(record, Level.INFO, "Repaired by '" + e.fix() + "'" + by(e.audit()));
      }
    }
  }

  private void write(ExecutionRecord record, Level level, String text) {
    log.write(
        new Entry(
            record.namespace(),
            LogOwner.workflow(record.workflow()),
            Integer.toString(record.version()),
            record.id(),
            level,
            text));
  }

  private static String place(WorkflowError error) {
    return error.instance() == null ? "" : " at " + error.instance();
  }

  private static String text(WorkflowError error) {
    String type = error.type().substring(error.type().lastIndexOf('/') + 1);
    return type
        + " "
        + error.status()
        + ", "
        + (error.detail() == null ? error.title() : error.detail());
  }

  private static String by(HistoryEvent.Audit audit) {
    String who = audit.who().isEmpty() ? "" : " by " + audit.who();
    return who + (audit.why().isEmpty() ? "." : ": " + audit.why());
  }
}
