package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.ui.wiring.WiringEditors;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Opens the drawing of associations. */
public final class OpenAssociationsHandler extends AbstractHandler {
  @Override
  public @Nullable Object execute(ExecutionEvent event) {
    WiringEditors.open(HandlerUtil.getActiveWorkbenchWindow(event).getActivePage());
    return null;
  }
}
