package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.workflow.WorkflowsPresenter;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.workflow.WorkflowEditors;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Asks for a name and opens an empty workflow. */
public final class NewWorkflowHandler extends AbstractHandler {
  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
    InputDialog dialog =
        new InputDialog(
            window.getShell(),
            "New Workflow",
            "The workflow opens empty; it is on the server once it is deployed.\n\nName:",
            "",
            name -> name.isEmpty() ? "" : problem(name.strip())) {
          @Override
          protected Control createDialogArea(Composite parent) {
            Control area = super.createDialogArea(parent);
            StudioIds.mark(getText(), "newWorkflow.name");
            return area;
          }

          @Override
          protected void createButtonsForButtonBar(Composite parent) {
            super.createButtonsForButtonBar(parent);
            getButton(IDialogConstants.OK_ID).setText("Create");
          }
        };
    if (dialog.open() == Window.OK) {
      WorkflowEditors.create(window, dialog.getValue().strip());
    }
    return null;
  }

  private static @Nullable String problem(String name) {
    String problem = WorkflowsPresenter.nameProblem(name);
    return problem.isEmpty() ? null : problem;
  }
}
