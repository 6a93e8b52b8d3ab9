package dev.sluice.studio.ui.wiring;

import dev.sluice.studio.ui.StudioIds;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.statushandlers.StatusManager;

/** Opens the drawing of associations. */
public final class WiringEditors {
  private WiringEditors() {}

  /**
   * Opens it, or goes to it, with all the room that there is: a double click on its tab gives some
   * back.
   */
  public static void open(IWorkbenchPage page) {
    open(page, "");
  }

  /**
   * As {@link #open(IWorkbenchPage)}.
   *
   * @param node of the drawing, which is selected as soon as it is there; empty for none
   */
  public static void open(IWorkbenchPage page, String node) {
    try {
      IEditorPart editor = page.openEditor(new WiringInput(), StudioIds.WIRING_EDITOR);
      if (editor != null) {
        page.setPartState(page.getReference(editor), IWorkbenchPage.STATE_MAXIMIZED);
        if (editor instanceof WiringEditor drawing && !node.isEmpty()) {
          drawing.reveal(node);
        }
      }
    } catch (PartInitException e) {
      StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
    }
  }
}
