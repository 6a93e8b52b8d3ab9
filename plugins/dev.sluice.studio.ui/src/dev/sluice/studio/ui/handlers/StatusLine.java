package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.UiThread;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.IWorkbenchWindow;
import org.jspecify.annotations.Nullable;

/** Says in the status line what came of a command, for some seconds; never in a dialog. */
public final class StatusLine {
  private static final int MILLIS = 8000;

  private StatusLine() {}

  /** What went well. */
  public static void say(IWorkbenchWindow window, String sentence) {
    IStatusLineManager line = of(window);
    if (line != null) {
      line.setErrorMessage(null);
      line.setMessage(Icons.image("ok"), sentence);
      UiThread.current().later(MILLIS, () -> line.setMessage(null));
    }
  }

  /** What did not. */
  public static void complain(IWorkbenchWindow window, Failure failure) {
    IStatusLineManager line = of(window);
    if (line != null) {
      line.setErrorMessage(Icons.image("error"), failure.sentence());
      UiThread.current().later(MILLIS, () -> line.setErrorMessage(null));
    }
  }

  /** The line of the active part: the platform shows that one. */
  private static @Nullable IStatusLineManager of(IWorkbenchWindow window) {
    IWorkbenchPage page = window.getActivePage();
    IWorkbenchPart part = page == null ? null : page.getActivePart();
    IWorkbenchPartSite site = part == null ? null : part.getSite();
    if (site instanceof IViewSite view) {
      return view.getActionBars().getStatusLineManager();
    }
    return site instanceof IEditorSite editor
        ? editor.getActionBars().getStatusLineManager()
        : null;
  }
}
