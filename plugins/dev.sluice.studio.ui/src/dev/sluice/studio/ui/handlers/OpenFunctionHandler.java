package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.editor.FunctionEditors;
import org.eclipse.ui.IWorkbenchWindow;

/** Opens the function's editor. */
public final class OpenFunctionHandler extends FunctionHandler {
  @Override
  void run(IWorkbenchWindow window, StudioSession session, FunctionRef function) {
    FunctionEditors.open(window.getActivePage(), function.name());
  }
}
