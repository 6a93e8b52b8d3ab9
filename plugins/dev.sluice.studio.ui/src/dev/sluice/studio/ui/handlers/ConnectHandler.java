package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.connection.ConnectDialog;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Opens the Connect dialog. */
public final class ConnectHandler extends AbstractHandler {

  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    ConnectDialog.open(HandlerUtil.getActiveShellChecked(event), StudioServices.session());
    return null;
  }
}
