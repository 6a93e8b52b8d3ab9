package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.StudioServices;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** A command on the function that the user is at; disabled where there is none. */
abstract class FunctionHandler extends AbstractHandler {

  /** Does it. */
  abstract void run(IWorkbenchWindow window, StudioSession session, FunctionRef function);

  /** Whether it can be done to this function. */
  boolean possible(StudioSession session, FunctionRef function) {
    return true;
  }

  @Override
  public final @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
    StudioSession session = StudioServices.session();
    FunctionRef.in(window).ifPresent(function -> run(window, session, function));
    return null;
  }

  @Override
  public final void setEnabled(Object evaluationContext) {
    IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    StudioSession session = StudioServices.session();
    setBaseEnabled(
        session.server().link().status().connected()
            && FunctionRef.in(window).filter(ref -> possible(session, ref)).isPresent());
  }
}
