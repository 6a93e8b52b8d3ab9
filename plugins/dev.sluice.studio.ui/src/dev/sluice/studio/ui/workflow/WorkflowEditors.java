package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.workflow.WorkflowEditorPresenter;
import dev.sluice.studio.ui.StudioIds;
import java.nio.file.Path;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;

/** Opens workflow editors, in the perspective that has room for them. */
public final class WorkflowEditors {
  private WorkflowEditors() {}

  /** Opens a workflow of the server, or brings up its editor. */
  public static void open(IWorkbenchWindow window, String name) {
    open(window, new WorkflowInput(name, WorkflowInput.Kind.SERVER));
  }

  /** Opens an editor for a workflow that is yet to be made. */
  public static void create(IWorkbenchWindow window, String name) {
    open(window, new WorkflowInput(name, WorkflowInput.Kind.NEW));
  }

  /** Opens a file. */
  public static void open(IWorkbenchWindow window, Path file) {
    open(window, new WorkflowInput(file.toString(), WorkflowInput.Kind.FILE));
  }

  /** Compares the text of an editor with versions of it. */
  static void compare(IWorkbenchWindow window, WorkflowEditorPresenter editor) {
    open(window, new WorkflowCompareInput(editor), StudioIds.WORKFLOW_COMPARE_EDITOR);
  }

  private static void open(IWorkbenchWindow window, WorkflowInput input) {
    open(window, input, StudioIds.WORKFLOW_EDITOR);
  }

  static void open(IWorkbenchWindow window, IEditorInput input, String editor) {
    try {
      PlatformUI.getWorkbench().showPerspective(StudioIds.WORKFLOW_PERSPECTIVE, window);
      IWorkbenchPage page = window.getActivePage();
      page.openEditor(input, editor);
    } catch (PartInitException e) {
      ILog.of(WorkflowEditors.class).error(input.getName() + " cannot be opened", e);
    } catch (WorkbenchException e) {
      ILog.of(WorkflowEditors.class).error("The perspective cannot be shown", e);
    }
  }
}
