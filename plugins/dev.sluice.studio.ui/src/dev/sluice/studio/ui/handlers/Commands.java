package dev.sluice.studio.ui.handlers;

import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.NotEnabledException;
import org.eclipse.core.commands.NotHandledException;
import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.services.IServiceLocator;

/** Runs commands by their ids. */
public final class Commands {

  private Commands() {}

  /** Runs a command as if its menu item had been picked; does nothing when it is disabled. */
  public static void run(IServiceLocator locator, String id) {
    IHandlerService handlers = locator.getService(IHandlerService.class);
    try {
      handlers.executeCommand(id, null);
    } catch (NotEnabledException | NotHandledException e) {
      ILog.of(Commands.class).info(id + " is not enabled now");
    } catch (ExecutionException | NotDefinedException e) {
      ILog.of(Commands.class).error(id + " failed", e);
    }
  }
}
