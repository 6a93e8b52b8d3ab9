package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.wizard.NewFunctionWizard;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Opens the New Function wizard. */
public final class NewFunctionHandler extends AbstractHandler {

  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    StudioSession session = StudioServices.session();
    NewFunctionWizard.open(HandlerUtil.getActiveWorkbenchWindowChecked(event), session);
    return null;
  }

  @Override
  public void setEnabled(Object evaluationContext) {
    setBaseEnabled(
        StudioServices.session().server().link().status().connected() && Rights.mayManage());
  }
}
