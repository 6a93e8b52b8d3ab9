package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.ui.StudioIds;
import org.eclipse.ui.IWorkbenchWindow;

/** Opens executions. */
public final class ExecutionEditors {
  private ExecutionEditors() {}

  /** Opens an execution, or brings up the one that is open. */
  public static void open(IWorkbenchWindow window, String id) {
    WorkflowEditors.open(window, new ExecutionInput(id), StudioIds.EXECUTION_EDITOR);
  }
}
