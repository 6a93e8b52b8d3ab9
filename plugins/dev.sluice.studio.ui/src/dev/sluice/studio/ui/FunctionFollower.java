package dev.sluice.studio.ui;

import java.util.function.Consumer;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchPartReference;

/**
 * Tells a view which function the user turned to: by selecting it in the Navigator or by activating
 * its editor. Confined to the UI thread.
 */
public final class FunctionFollower implements ISelectionListener, IPartListener2 {
  private final IWorkbenchPage page;
  private final Consumer<FunctionRef> turnedTo;

  /** Follows from now on; tells at once what is selected or open already. */
  public FunctionFollower(IWorkbenchPage page, Consumer<FunctionRef> turnedTo) {
    this.page = page;
    this.turnedTo = turnedTo;
    page.addSelectionListener(StudioIds.NAVIGATOR_VIEW, this);
    page.addPartListener(this);
    FunctionRef.ofPart(page.getActiveEditor())
        .or(() -> FunctionRef.selected(page.getSelection(StudioIds.NAVIGATOR_VIEW)))
        .ifPresent(turnedTo);
  }

  /** Ends following. */
  public void dispose() {
    page.removeSelectionListener(StudioIds.NAVIGATOR_VIEW, this);
    page.removePartListener(this);
  }

  @Override
  public void selectionChanged(IWorkbenchPart part, ISelection selection) {
    FunctionRef.selected(selection).ifPresent(turnedTo);
  }

  @Override
  public void partActivated(IWorkbenchPartReference reference) {
    if (reference.getPart(false) instanceof IEditorPart editor) {
      FunctionRef.ofPart(editor).ifPresent(turnedTo);
    }
  }
}
