package dev.sluice.studio.ui.project;

import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.project.ProjectNode;
import dev.sluice.studio.core.project.ProjectState;
import dev.sluice.studio.core.project.Projects;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.handlers.StatusLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/**
 * Deploys what the file is that is edited, which is saved before, or else what is selected in the
 * view of projects, or else the only project that is open.
 */
public final class DeployHandler extends AbstractHandler {
  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
    IWorkbenchPage page = window.getActivePage();
    Projects projects = StudioServices.session().projects();
    Path file = fileOf(page.getActivePart());
    Optional<ProjectState> edited = file == null ? Optional.empty() : projects.of(file);
    List<ProjectNode> selected = ProjectsView.selected(page);
    List<ProjectState> all = projects.all();
    if (edited.isPresent()) {
      boolean saving = page.getActiveEditor() != null && page.getActiveEditor().isDirty();
      if (saving && !page.saveEditor(page.getActiveEditor(), false)) {
        return null;
      }
      if (!saving || !edited.get().deployOnSave()) {
        projects.deploy(edited.get().project(), edited.get().functionsOf(file));
      }
    } else if (!selected.isEmpty()) {
      ProjectMenu.deploy(projects, selected);
    } else if (all.size() == 1) {
      projects.deploy(all.get(0).project(), Set.of());
    } else {
      StatusLine.complain(
          window,
          new Failure(
              all.isEmpty()
                  ? "No project is open: open one with File > Open Project Folder…."
                  : "Select in the view Projects what is to be deployed.",
              null));
    }
    return null;
  }

  /** The file that a part edits, as text or as a drawing; null where it is no editor of files. */
  private static @Nullable Path fileOf(@Nullable IWorkbenchPart part) {
    return part instanceof IEditorPart editor
        ? Adapters.adapt(editor.getEditorInput(), Path.class)
        : null;
  }
}
