package dev.sluice.studio.ui.navigator;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionTrial;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.navigator.FunctionNode;
import dev.sluice.studio.core.navigator.GroupNode;
import dev.sluice.studio.core.navigator.TreeNode;
import dev.sluice.studio.core.navigator.WorkflowNode;
import dev.sluice.studio.core.wiring.Wiring;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.Views;
import dev.sluice.studio.ui.compare.StateEditors;
import dev.sluice.studio.ui.editor.FunctionEditors;
import dev.sluice.studio.ui.handlers.Commands;
import dev.sluice.studio.ui.handlers.StatusLine;
import dev.sluice.studio.ui.operate.DeadLettersView;
import dev.sluice.studio.ui.operate.JobsView;
import dev.sluice.studio.ui.wiring.WiringEditors;
import dev.sluice.studio.ui.workflow.WorkflowEditors;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;

/** Opens what a line of the Navigator stands for, where it is at home. */
final class NavigatorOpening {
  private NavigatorOpening() {}

  /** Opens it; returns whether there was something to open. */
  static boolean open(IWorkbenchWindow window, StudioSession session, TreeNode node) {
    IWorkbenchPage page = window.getActivePage();
    if (node instanceof FunctionNode || node instanceof TreeNode.Alias) {
      FunctionEditors.open(page, node.functionName());
    } else if (node instanceof TreeNode.Version version) {
      StateEditors.open(page, node.functionName(), Integer.toString(version.info().version()));
    } else if (node instanceof TreeNode.Source source) {
      WiringEditors.open(page, Wiring.source(source.info().name()));
    } else if (node instanceof TreeNode.Association association) {
      WiringEditors.open(page, Wiring.association(association.info().name()));
    } else if (node instanceof WorkflowNode workflow) {
      WorkflowEditors.open(window, workflow.info().name());
    } else if (node.parent() instanceof WorkflowNode workflow) {
      WorkflowEditors.open(window, workflow.info().name());
    } else if (node instanceof TreeNode.BatchJob job) {
      Views.show(page, StudioIds.JOBS_VIEW, JobsView.class, view -> view.reveal(job.info().id()));
    } else if (node instanceof TreeNode.DeadLetter letter) {
      Views.show(
          page,
          StudioIds.DEAD_LETTERS_VIEW,
          DeadLettersView.class,
          view -> view.reveal(letter.info().id()));
    } else if (node instanceof TreeNode.OtherConnection other) {
      String url = other.choice().url();
      String token = url == null ? "" : session.server().settings().token(url);
      ConnectionTrial.start(session.server(), url, token, () -> {}, why -> complain(window, why));
    } else if (node instanceof TreeNode.OtherNamespace other) {
      ConnectionTrial.turn(session.server(), other.name(), why -> complain(window, why));
    } else if (node instanceof TreeNode.Note note && note.empty()) {
      return make(window, (GroupNode) note.parent());
    } else {
      return false;
    }
    return true;
  }

  private static void complain(IWorkbenchWindow window, String why) {
    StatusLine.complain(window, new Failure(why, null));
  }

  private static boolean make(IWorkbenchWindow window, GroupNode group) {
    switch (group.kind()) {
      case FUNCTIONS -> Commands.run(window, StudioIds.NEW_FUNCTION);
      case SOURCES -> Commands.run(window, StudioIds.NEW_SOURCE);
      case WORKFLOWS -> Commands.run(window, StudioIds.NEW_WORKFLOW);
      case ASSOCIATIONS -> Commands.run(window, StudioIds.OPEN_ASSOCIATIONS);
      default -> {
        return false;
      }
    }
    return true;
  }
}
