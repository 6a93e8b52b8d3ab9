package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.log.LogView;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;

/** Turns the Log view to the function. */
public final class ShowLogHandler extends FunctionHandler {
  @Override
  void run(IWorkbenchWindow window, StudioSession session, FunctionRef function) {
    try {
      if (window.getActivePage().showView(StudioIds.LOG_VIEW) instanceof LogView view) {
        view.choose(function);
      }
    } catch (PartInitException e) {
      ILog.of(ShowLogHandler.class).error("The Log view cannot be opened", e);
    }
  }
}
