package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.invoke.InvokeView;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;

/** Turns the Invoke view to the function, ready to be invoked. */
public final class InvokeFunctionHandler extends FunctionHandler {
  @Override
  void run(IWorkbenchWindow window, StudioSession session, FunctionRef function) {
    try {
      if (window.getActivePage().showView(StudioIds.INVOKE_VIEW) instanceof InvokeView view) {
        view.choose(function);
      }
    } catch (PartInitException e) {
      ILog.of(InvokeFunctionHandler.class).error("The Invoke view cannot be opened", e);
    }
  }

  @Override
  boolean possible(StudioSession session, FunctionRef function) {
    return Rights.mayInvoke()
        && session
            .catalog()
            .find(function.name())
            .filter(info -> !info.state().equals("disabled"))
            .isPresent();
  }
}
