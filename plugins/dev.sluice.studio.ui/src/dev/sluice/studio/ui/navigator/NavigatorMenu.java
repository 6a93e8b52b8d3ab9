package dev.sluice.studio.ui.navigator;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.JobInfo;
import dev.sluice.api.LogOwner;
import dev.sluice.api.SourceInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.navigator.ConnectionNode;
import dev.sluice.studio.core.navigator.Duplicating;
import dev.sluice.studio.core.navigator.GroupNode;
import dev.sluice.studio.core.navigator.Renaming;
import dev.sluice.studio.core.navigator.ServerThings;
import dev.sluice.studio.core.navigator.TreeNode;
import dev.sluice.studio.core.navigator.WorkflowNode;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.Views;
import dev.sluice.studio.ui.graph.MenuAction;
import dev.sluice.studio.ui.log.LogView;
import dev.sluice.studio.ui.operate.JobsView;
import dev.sluice.studio.ui.workflow.StartDialog;
import java.util.List;
import java.util.Objects;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.menus.CommandContributionItem;
import org.eclipse.ui.menus.CommandContributionItemParameter;

/** What can be done to the lines that are selected, by their kind. Confined to the UI thread. */
final class NavigatorMenu {
  private final IWorkbenchPartSite site;
  private final StudioSession session;
  private final ServerThings things;

  NavigatorMenu(IWorkbenchPartSite site, StudioSession session, ServerThings things) {
    this.site = site;
    this.session = session;
    this.things = things;
  }

  /** Fills the menu for these lines; {@code open} opens the first of them. */
  void fill(IMenuManager menu, List<TreeNode> nodes, Runnable open) {
    byKind(menu, nodes, open);
    menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
  }

  private void byKind(IMenuManager menu, List<TreeNode> nodes, Runnable open) {
    TreeNode first = nodes.isEmpty() ? null : nodes.get(0);
    boolean single = nodes.size() == 1;
    if (first == null) {
      command(menu, StudioIds.NEW_FUNCTION, "New Function…");
      return;
    }
    if (first instanceof ConnectionNode) {
      connection(menu);
      return;
    }
    if (first instanceof GroupNode group) {
      group(menu, group.kind());
      return;
    }
    if (first instanceof TreeNode.Note note) {
      if (note.empty() && note.parent() instanceof GroupNode group) {
        group(menu, group.kind());
      }
      return;
    }
    String verb =
        first instanceof TreeNode.OtherConnection
            ? "Connect"
            : first instanceof TreeNode.OtherNamespace ? "Work Here" : "Open";
    menu.add(new MenuAction(verb, single, open));
    if (first.functionName() != null) {
      function(menu);
    } else if (first instanceof TreeNode.Source source) {
      source(menu, source.info(), single);
    } else if (first instanceof TreeNode.Association association) {
      association(menu, association.info(), single);
    } else if (first instanceof WorkflowNode workflow) {
      workflow(menu, workflow.info().name(), single);
    } else if (first instanceof TreeNode.BatchJob job) {
      job(menu, job.info(), single);
    } else if (first instanceof TreeNode.DeadLetter) {
      letters(menu, nodes);
    }
    if (!(first instanceof TreeNode.OtherConnection || first instanceof TreeNode.OtherNamespace)
        && !(first instanceof TreeNode.BatchJob)) {
      menu.add(new Separator());
      if (nodes.stream().anyMatch(Renaming::possible)) {
        command(menu, "org.eclipse.ui.edit.rename", "Rename…");
      } else if (nodes.stream().anyMatch(Duplicating::possible)) {
        command(menu, "org.eclipse.ui.edit.rename", "Duplicate as…");
      }
      command(menu, StudioIds.DELETE, "Delete…");
    }
  }

  private void connection(IMenuManager menu) {
    command(menu, StudioIds.CONNECT, "Connect…");
    command(menu, StudioIds.LOCAL_SERVER, "Local Server");
    command(menu, StudioIds.HEALTH, "Server Health…");
    menu.add(new Separator());
    command(menu, StudioIds.REFRESH, "Refresh");
  }

  private void group(IMenuManager menu, GroupNode.Kind kind) {
    switch (kind) {
      case FUNCTIONS -> command(menu, StudioIds.NEW_FUNCTION, "New Function…");
      case SOURCES -> {
        command(menu, StudioIds.NEW_SOURCE, "New Source…");
        command(menu, StudioIds.OPEN_ASSOCIATIONS, "Open Associations");
      }
      case ASSOCIATIONS -> command(menu, StudioIds.OPEN_ASSOCIATIONS, "Open Associations");
      case WORKFLOWS -> {
        command(menu, StudioIds.NEW_WORKFLOW, "New Workflow…");
        command(menu, StudioIds.OPEN_WORKFLOW_FILE, "Open Workflow File…");
      }
      case JOBS -> show(menu, "Show Jobs", StudioIds.JOBS_VIEW);
      case DEAD_LETTERS -> show(menu, "Show Dead Letters", StudioIds.DEAD_LETTERS_VIEW);
      default -> throw new IllegalStateException(kind.name());
    }
    menu.add(new Separator());
    command(menu, StudioIds.REFRESH, "Refresh");
  }

  private void show(IMenuManager menu, String label, String view) {
    menu.add(
        new MenuAction(label, true, () -> Views.show(page(), view, IViewPart.class, shown -> {})));
  }

  private void function(IMenuManager menu) {
    command(menu, StudioIds.INVOKE, "Invoke");
    command(menu, StudioIds.SHOW_LOG, "Show Log");
    menu.add(new Separator());
    command(menu, StudioIds.PUBLISH, "Publish…");
    command(menu, StudioIds.ENABLE, "Enable");
    command(menu, StudioIds.DISABLE, "Disable");
    menu.add(new Separator());
    command(menu, StudioIds.NEW_FUNCTION, "New Function…");
  }

  private void source(IMenuManager menu, SourceInfo info, boolean single) {
    boolean paused = info.state().equals("paused");
    menu.add(new Separator());
    manage(menu, paused ? "Resume" : "Pause", single, () -> things.pause(info, !paused));
    menu.add(new Separator());
    command(menu, StudioIds.NEW_SOURCE, "New Source…");
  }

  private void association(IMenuManager menu, AssociationInfo info, boolean single) {
    boolean paused = info.state().equals("paused");
    boolean disabled = info.state().equals("disabled");
    menu.add(new Separator());
    if (paused) {
      manage(menu, "Resume", single, () -> things.set(info, "resume", "goes on"));
    } else {
      manage(menu, "Pause", single && !disabled, () -> things.set(info, "pause", "is paused"));
    }
    if (disabled) {
      manage(menu, "Enable", single, () -> things.set(info, "enable", "is enabled"));
    } else {
      manage(menu, "Disable", single, () -> things.set(info, "disable", "is disabled"));
    }
  }

  private void workflow(IMenuManager menu, String name, boolean single) {
    menu.add(
        new MenuAction(
            "Start…",
            single && Rights.mayInvoke(),
            () -> StartDialog.open(site.getWorkbenchWindow(), session, name)));
    menu.add(
        new MenuAction(
            "Show Log", single, () -> LogView.reveal(page(), List.of(LogOwner.workflow(name)))));
    menu.add(new Separator());
    command(menu, StudioIds.NEW_WORKFLOW, "New Workflow…");
  }

  private void job(IMenuManager menu, JobInfo info, boolean single) {
    boolean paused = info.status().equals("paused");
    boolean going = single && (paused || info.status().equals("running"));
    menu.add(new Separator());
    if (paused) {
      manage(menu, "Resume", going, () -> things.jobs().resume(info));
    } else {
      manage(menu, "Pause", going, () -> things.jobs().pause(info));
    }
    manage(menu, "Retry Failed", single && info.failed() > 0, () -> things.jobs().retry(info));
    menu.add(new Separator());
    manage(
        menu,
        "Cancel…",
        going,
        () -> {
          if (JobsView.confirmCancel(site.getShell(), info)) {
            things.jobs().cancel(info);
          }
        });
  }

  private void letters(IMenuManager menu, List<TreeNode> nodes) {
    List<String> ids =
        nodes.stream()
            .map(node -> node instanceof TreeNode.DeadLetter letter ? letter.info().id() : null)
            .filter(Objects::nonNull)
            .toList();
    manage(menu, "Redrive", !ids.isEmpty(), () -> things.letters().redrive(ids));
  }

  private void manage(IMenuManager menu, String label, boolean possible, Runnable action) {
    menu.add(new MenuAction(label, possible && Rights.mayManage(), action));
  }

  private void command(IMenuManager menu, String id, String label) {
    var item =
        new CommandContributionItemParameter(site, null, id, CommandContributionItem.STYLE_PUSH);
    item.label = label;
    menu.add(new CommandContributionItem(item));
  }

  private IWorkbenchPage page() {
    return site.getPage();
  }
}
