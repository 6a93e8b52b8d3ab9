package dev.sluice.studio.ui.project;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.template.Template;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.handlers.StatusLine;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Makes a project, and opens it. */
public final class NewProjectHandler extends AbstractHandler {
  private static final Set<String> RUNTIMES = Set.of("python3", "nodejs");

  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
    StudioSession session = StudioServices.session();
    ProjectDialog dialog =
        new ProjectDialog(
            window.getShell(),
            session.templates().all().stream()
                .filter(each -> RUNTIMES.contains(each.runtime()))
                .toList());
    dialog.open();
    Path folder = dialog.folder();
    Template template = dialog.template();
    if (folder != null && template != null) {
      session
          .projects()
          .create(
              folder,
              template,
              made -> OpenProjectHandler.show(window, made),
              why -> {
                StatusLine.complain(window, new Failure(why, null));
                MessageDialog.openError(window.getShell(), "New Project", why);
              });
    }
    return null;
  }
}
