package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.navigator.NavigatorView;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Asks the server and the disk for everything again; tries to connect when the server is away. */
public final class RefreshHandler extends AbstractHandler {

  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    var link = StudioServices.session().server().link();
    IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
    StudioServices.session().projects().refresh();
    if (!link.status().connected()) {
      link.reconnect();
    } else if (page.findView(StudioIds.NAVIGATOR_VIEW) instanceof NavigatorView view) {
      view.refresh();
    } else {
      StudioServices.session().catalog().reload();
    }
    return null;
  }
}
