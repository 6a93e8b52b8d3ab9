package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.wiring.NewSourceWizard;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Asks for a source of events and makes it. */
public final class NewSourceHandler extends AbstractHandler {
  @Override
  public @Nullable Object execute(ExecutionEvent event) {
    NewSourceWizard.open(
        HandlerUtil.getActiveShell(event), StudioServices.session(), "", name -> {});
    return null;
  }

  @Override
  public void setEnabled(Object evaluationContext) {
    setBaseEnabled(
        StudioServices.session().server().link().status().connected() && Rights.mayManage());
  }
}
