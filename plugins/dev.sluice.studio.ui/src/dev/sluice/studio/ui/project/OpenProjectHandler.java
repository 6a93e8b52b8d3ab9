package dev.sluice.studio.ui.project;

import dev.sluice.studio.core.project.Project;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.Views;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Opens a folder of this machine as a project. */
public final class OpenProjectHandler extends AbstractHandler {
  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
    ProjectDialog dialog = new ProjectDialog(window.getShell(), List.of());
    dialog.open();
    Path folder = dialog.folder();
    if (folder != null) {
      show(window, StudioServices.session().projects().open(folder));
    }
    return null;
  }

  /** Goes to a project that is open. */
  static void show(IWorkbenchWindow window, Project project) {
    Views.show(
        window.getActivePage(),
        StudioIds.PROJECTS_VIEW,
        ProjectsView.class,
        view -> {
          view.projectsChanged();
          view.reveal(project);
          view.setFocus();
        });
  }
}
