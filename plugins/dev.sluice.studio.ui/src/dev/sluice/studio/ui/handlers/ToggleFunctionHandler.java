package dev.sluice.studio.ui.handlers;

import dev.sluice.api.FunctionInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.Rights;
import org.eclipse.ui.IWorkbenchWindow;

/** Enables or disables the function. */
abstract class ToggleFunctionHandler extends FunctionHandler {
  private final boolean enable;

  ToggleFunctionHandler(boolean enable) {
    this.enable = enable;
  }

  @Override
  void run(IWorkbenchWindow window, StudioSession session, FunctionRef function) {
    session
        .actions()
        .setEnabled(
            function.name(),
            enable,
            info -> done(window, session, info),
            failure -> StatusLine.complain(window, failure));
  }

  @Override
  boolean possible(StudioSession session, FunctionRef function) {
    return Rights.mayManage()
        && session
            .catalog()
            .find(function.name())
            .filter(info -> info.state().equals(enable ? "disabled" : "enabled"))
            .isPresent();
  }

  private void done(IWorkbenchWindow window, StudioSession session, FunctionInfo info) {
    session.catalog().put(info);
    StatusLine.say(window, info.name() + (enable ? " is enabled." : " is disabled."));
  }
}
