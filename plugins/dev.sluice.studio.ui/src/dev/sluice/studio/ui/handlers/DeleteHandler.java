package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.functions.TreeNode;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** Deletes what is selected in the Functions view, after saying what all goes with it. */
public final class DeleteHandler extends AbstractHandler {

  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
    StudioSession session = StudioServices.session();
    List<TreeNode> nodes = selected(window);
    if (!nodes.isEmpty()) {
      session
          .actions()
          .planDelete(
              nodes,
              question -> ask(window, session, nodes, question),
              failure -> StatusLine.complain(window, failure));
    }
    return null;
  }

  @Override
  public void setEnabled(Object evaluationContext) {
    IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    setBaseEnabled(
        StudioServices.session().server().link().status().connected()
            && Rights.mayManage()
            && !selected(window).isEmpty());
  }

  private static void ask(
      IWorkbenchWindow window, StudioSession session, List<TreeNode> nodes, String question) {
    MessageDialog dialog =
        new MessageDialog(
            window.getShell(),
            "Delete",
            null,
            question,
            MessageDialog.QUESTION,
            1,
            "Delete",
            IDialogConstants.CANCEL_LABEL);
    if (dialog.open() == 0) {
      session
          .actions()
          .delete(
              nodes,
              () -> StatusLine.say(window, "Deleted."),
              failure -> StatusLine.complain(window, failure));
    }
  }

  private static List<TreeNode> selected(@Nullable IWorkbenchWindow window) {
    if (window == null
        || window.getActivePage() == null
        || !(window.getActivePage().getSelection(StudioIds.FUNCTIONS_VIEW)
            instanceof IStructuredSelection selection)) {
      return List.of();
    }
    return selection.stream()
        .filter(TreeNode.class::isInstance)
        .map(TreeNode.class::cast)
        .filter(node -> !(node instanceof TreeNode.Note))
        .toList();
  }
}
