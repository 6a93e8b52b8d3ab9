package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.workflow.WorkflowName;
import dev.sluice.studio.ui.Ask;
import dev.sluice.studio.ui.workflow.WorkflowEditors;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Asks for a name and opens an empty workflow. */
public final class NewWorkflowHandler extends AbstractHandler {
  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
    Ask.text(
            window.getShell(),
            "New Workflow",
            "The workflow opens empty; it is on the server once it is deployed.\n\nName:",
            "",
            "Create",
            "newWorkflow.name",
            name -> name.isEmpty() ? "" : problem(name.strip()))
        .ifPresent(name -> WorkflowEditors.create(window, name.strip()));
    return null;
  }

  private static @Nullable String problem(String name) {
    String problem = WorkflowName.problem(name);
    return problem.isEmpty() ? null : problem;
  }
}
