package dev.sluice.studio.ui.editor;

import dev.sluice.studio.ui.StudioIds;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;

/** Opens function editors. */
public final class FunctionEditors {

  private FunctionEditors() {}

  /** Opens the editor of a function, or brings up the one that is open. */
  public static void open(IWorkbenchPage page, String function) {
    try {
      page.openEditor(new FunctionInput(function), StudioIds.FUNCTION_EDITOR);
    } catch (PartInitException e) {
      ILog.of(FunctionEditors.class).error("The editor of " + function + " cannot be opened", e);
    }
  }
}
