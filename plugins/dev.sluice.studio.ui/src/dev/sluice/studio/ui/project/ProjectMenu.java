package dev.sluice.studio.ui.project;

import dev.sluice.studio.core.compare.State;
import dev.sluice.studio.core.project.Project;
import dev.sluice.studio.core.project.ProjectNode;
import dev.sluice.studio.core.project.Projects;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.compare.StateEditors;
import dev.sluice.studio.ui.graph.MenuAction;
import dev.sluice.studio.ui.handlers.Commands;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;

/** What can be done to the lines of projects that are selected. Confined to the UI thread. */
final class ProjectMenu {
  private final IWorkbenchPartSite site;
  private final Projects projects;
  private final Supplier<List<ProjectNode>> selected;
  private final Runnable open;

  ProjectMenu(
      IWorkbenchPartSite site,
      Projects projects,
      Supplier<List<ProjectNode>> selected,
      Runnable open) {
    this.site = site;
    this.projects = projects;
    this.selected = selected;
    this.open = open;
  }

  /** Fills the menu for what is selected now. */
  void fill(IMenuManager menu) {
    List<ProjectNode> nodes = selected.get();
    if (!nodes.isEmpty()) {
      ProjectNode first = nodes.get(0);
      boolean one = nodes.size() == 1;
      menu.add(new MenuAction("&Open", one, open));
      menu.add(new Separator());
      menu.add(new MenuAction("&Deploy", Rights.mayManage(), () -> deploy(projects, nodes)));
      menu.add(
          new MenuAction(
              "Deploy &All of " + first.project().name().replace("&", "&&"),
              Rights.mayManage(),
              () -> projects.deploy(first.project(), Set.of())));
      menu.add(new OnSave(first));
      menu.add(new Separator());
      String function = functionOf(first);
      menu.add(
          new MenuAction(
              "Compare with &Latest",
              one && function != null,
              () -> compare(first.project(), function, State.LATEST)));
      menu.add(
          new MenuAction(
              "Compare with &Version…",
              one && function != null,
              () -> chooseVersion(first.project(), function)));
      menu.add(new Separator());
      menu.add(new MenuAction("&Refresh", true, () -> projects.refresh(first.project())));
      menu.add(new MenuAction("&Close Project", true, () -> projects.close(first.project())));
      menu.add(new Separator());
    }
    menu.add(
        new MenuAction("&New Project…", true, () -> Commands.run(site, StudioIds.NEW_PROJECT)));
    menu.add(
        new MenuAction(
            "Open Project &Folder…", true, () -> Commands.run(site, StudioIds.OPEN_PROJECT)));
    menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
  }

  /** Deploys what lines stand for. */
  static void deploy(Projects projects, List<ProjectNode> nodes) {
    ProjectNode.deployable(nodes).forEach(projects::deploy);
  }

  /** The one function that a line is about; null where it is about none, or several. */
  private static String functionOf(ProjectNode node) {
    Set<String> functions =
        node.file() == null
            ? node.function() == null ? Set.of() : Set.of(node.function())
            : node.state().functionsOf(node.file().path());
    return functions.size() == 1 ? functions.iterator().next() : null;
  }

  private final class OnSave extends Action {
    private final ProjectNode node;

    OnSave(ProjectNode node) {
      super("Deploy on &Save", IAction.AS_CHECK_BOX);
      this.node = node;
      setChecked(node.state().deployOnSave());
    }

    @Override
    public void run() {
      projects.deployOnSave(node.project(), !node.state().deployOnSave());
    }
  }

  private void compare(Project project, String function, String qualifier) {
    StateEditors.compareWorkspace(site.getPage(), project.manifest(), function, qualifier);
  }

  private void chooseVersion(Project project, String function) {
    Shell shell = site.getShell();
    projects.versions(
        function,
        versions -> {
          if (shell.isDisposed()) {
            return;
          }
          if (versions.isEmpty()) {
            MessageDialog.openInformation(
                shell, "Compare with Version", "Nothing of " + function + " is published yet.");
            return;
          }
          ElementListSelectionDialog dialog =
              new ElementListSelectionDialog(shell, new LabelProvider());
          dialog.setTitle("Compare with Version");
          dialog.setMessage("The version of " + function + ":");
          dialog.setElements(versions.toArray());
          dialog.setMultipleSelection(false);
          if (dialog.open() == Window.OK) {
            compare(project, function, String.valueOf(dialog.getFirstResult()));
          }
        },
        why -> {
          if (!shell.isDisposed()) {
            MessageDialog.openInformation(shell, "Compare with Version", why);
          }
        });
  }
}
