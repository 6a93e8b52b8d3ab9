package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.functions.FunctionsView;
import dev.sluice.studio.ui.workflow.WorkflowsView;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Loads the functions again; tries to connect when the server is away. */
public final class RefreshHandler extends AbstractHandler {

  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    var link = StudioServices.session().server().link();
    IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
    if (!link.status().connected()) {
      link.reconnect();
    } else if (page.findView(StudioIds.FUNCTIONS_VIEW) instanceof FunctionsView view) {
      view.refresh();
    } else {
      StudioServices.session().catalog().reload();
    }
    if (page.findView(StudioIds.WORKFLOWS_VIEW) instanceof WorkflowsView workflows) {
      workflows.refresh();
    }
    return null;
  }
}
