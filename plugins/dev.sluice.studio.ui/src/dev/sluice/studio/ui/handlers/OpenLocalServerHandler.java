package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.Views;
import dev.sluice.studio.ui.local.LocalServerView;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Goes to the server of this machine. */
public final class OpenLocalServerHandler extends AbstractHandler {
  @Override
  public @Nullable Object execute(ExecutionEvent event) {
    Views.show(
        HandlerUtil.getActiveWorkbenchWindow(event).getActivePage(),
        StudioIds.LOCAL_SERVER_VIEW,
        LocalServerView.class,
        LocalServerView::setFocus);
    return null;
  }
}
