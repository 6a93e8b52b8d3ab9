package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.ui.workflow.WorkflowEditors;
import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Opens a workflow in a file of this machine. */
public final class OpenWorkflowFileHandler extends AbstractHandler {
  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
    FileDialog dialog = new FileDialog(window.getShell(), SWT.OPEN);
    dialog.setText("Open Workflow File");
    dialog.setFilterExtensions(
        new String[] {"*.flow.yaml;*.sw.yaml;*.swf.yaml;*.ows.yaml;*.flow.json", "*"});
    dialog.setFilterNames(new String[] {"Workflows", "All files"});
    String chosen = dialog.open();
    if (chosen != null) {
      WorkflowEditors.open(window, Path.of(chosen));
    }
    return null;
  }
}
