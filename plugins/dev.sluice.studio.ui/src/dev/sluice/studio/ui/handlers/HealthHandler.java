package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.connection.HealthDialog;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Opens the Server Health dialog. */
public final class HealthHandler extends AbstractHandler {

  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    HealthDialog.open(
        HandlerUtil.getActiveShellChecked(event),
        StudioServices.session().server().link().status());
    return null;
  }
}
