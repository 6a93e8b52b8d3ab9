package dev.sluice.studio.ui.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.handlers.IHandlerActivation;
import org.eclipse.ui.handlers.IHandlerService;
import org.jspecify.annotations.Nullable;

/** Takes the workbench's edit commands while a control has the focus: text fields need theirs. */
public final class CanvasCommands {
  private final IHandlerService handlers;
  private final Map<String, Runnable> commands;
  private final List<IHandlerActivation> active = new ArrayList<>();

  public CanvasCommands(IWorkbenchPartSite site, Control control, Map<String, Runnable> commands) {
    this.handlers = site.getService(IHandlerService.class);
    this.commands = commands;
    control.addListener(SWT.FocusIn, e -> take());
    control.addListener(SWT.FocusOut, e -> giveBack());
    control.addListener(SWT.Dispose, e -> giveBack());
  }

  private void take() {
    giveBack();
    commands.forEach((id, action) -> active.add(handlers.activateHandler(id, handler(action))));
  }

  private void giveBack() {
    handlers.deactivateHandlers(active);
    active.clear();
  }

  private static AbstractHandler handler(Runnable action) {
    return new AbstractHandler() {
      @Override
      public @Nullable Object execute(ExecutionEvent event) {
        action.run();
        return null;
      }
    };
  }
}
