package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.Rights;
import org.eclipse.ui.IWorkbenchWindow;

/** Makes a version of the function. */
public final class PublishFunctionHandler extends FunctionHandler {
  @Override
  void run(IWorkbenchWindow window, StudioSession session, FunctionRef function) {
    PublishQuestion.ask(window.getShell(), function.name())
        .ifPresent(
            description ->
                session
                    .actions()
                    .publish(
                        function.name(),
                        description,
                        version ->
                            StatusLine.say(
                                window,
                                "Published version "
                                    + version.version()
                                    + " of "
                                    + function.name()
                                    + "."),
                        failure -> StatusLine.complain(window, failure)));
  }

  @Override
  boolean possible(StudioSession session, FunctionRef function) {
    return Rights.mayManage();
  }
}
