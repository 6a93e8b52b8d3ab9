package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.navigator.Deletions;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.navigator.NavigatorView;
import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Deletes what is selected in the Navigator, after saying what depends on it. */
public final class DeleteHandler extends AbstractHandler {

  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
    StudioSession session = StudioServices.session();
    Deletions deletions = new Deletions(session.server().calls(), session.catalog());
    deletions.plan(
        NavigatorView.selected(window),
        plan -> ask(window, deletions, plan),
        failure -> StatusLine.complain(window, failure));
    return null;
  }

  @Override
  public void setEnabled(Object evaluationContext) {
    IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    setBaseEnabled(
        StudioServices.session().server().link().status().connected()
            && Rights.mayManage()
            && NavigatorView.selected(window).stream().anyMatch(Deletions::possible));
  }

  private static void ask(IWorkbenchWindow window, Deletions deletions, Deletions.Plan plan) {
    List<String> questions = plan.questions();
    if (questions.isEmpty() || !DeleteDialog.ask(window.getShell(), questions)) {
      return;
    }
    deletions.delete(
        plan.nodes(),
        sentence -> {
          StatusLine.say(window, sentence);
          NavigatorView.refresh(window);
        },
        failure -> {
          StatusLine.complain(window, failure);
          NavigatorView.refresh(window);
        });
  }
}
