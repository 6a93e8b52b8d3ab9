package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.navigator.Duplicating;
import dev.sluice.studio.core.navigator.Renaming;
import dev.sluice.studio.core.navigator.TreeNode;
import dev.sluice.studio.ui.Ask;
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

/**
 * Gives what is selected in the Navigator another name, after saying what goes by the old one; or,
 * where names are for good, makes it once more under another.
 */
public final class RenameHandler extends AbstractHandler {

  @Override
  public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
    StudioSession session = StudioServices.session();
    Renaming renaming = new Renaming(session.server().calls(), session.catalog());
    List<TreeNode> nodes = NavigatorView.selected(window);
    if (nodes.size() == 1 && Renaming.possible(nodes.get(0))) {
      renaming.plan(
          nodes.get(0),
          depends -> ask(window, renaming, nodes.get(0), depends),
          failure -> StatusLine.complain(window, failure));
    } else if (nodes.size() == 1 && Duplicating.possible(nodes.get(0))) {
      Duplicating duplicating = new Duplicating(session.server().calls(), session.catalog());
      duplicating.plan(
          nodes.get(0),
          leading -> ask(window, duplicating, nodes.get(0), leading),
          failure -> StatusLine.complain(window, failure));
    }
    return null;
  }

  @Override
  public void setEnabled(Object evaluationContext) {
    IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    List<TreeNode> nodes = NavigatorView.selected(window);
    setBaseEnabled(
        StudioServices.session().server().link().status().connected()
            && Rights.mayManage()
            && nodes.size() == 1
            && (Renaming.possible(nodes.get(0)) || Duplicating.possible(nodes.get(0))));
  }

  private static void ask(
      IWorkbenchWindow window, Duplicating duplicating, TreeNode node, String leading) {
    String old = node.key();
    Ask.text(
            window.getShell(),
            "Duplicate " + old,
            old
                + " keeps its name: its versions, its history and whoever calls it go by it."
                + (leading.isEmpty() ? "" : "\n" + leading)
                + "\n\nName of the copy, as it is now:",
            old + "-2",
            "Duplicate",
            "duplicate.name",
            name -> name.isBlank() || name.strip().equals(old) ? "" : null)
        .ifPresent(
            name ->
                duplicating.duplicate(
                    node,
                    name.strip(),
                    () -> {
                      StatusLine.say(window, name.strip() + " is a copy of " + old + ".");
                      NavigatorView.refresh(window);
                    },
                    failure -> StatusLine.complain(window, failure)));
  }

  private static void ask(
      IWorkbenchWindow window, Renaming renaming, TreeNode node, String depends) {
    String old = Renaming.name(node);
    Ask.text(
            window.getShell(),
            "Rename " + old,
            (depends.isEmpty() ? "" : depends + "\n\n") + "New name:",
            old,
            "Rename",
            "rename.name",
            name -> name.isBlank() || name.strip().equals(old) ? "" : null)
        .ifPresent(
            name ->
                renaming.rename(
                    node,
                    name.strip(),
                    () -> {
                      StatusLine.say(window, old + " is now " + name.strip() + ".");
                      NavigatorView.refresh(window);
                    },
                    failure -> StatusLine.complain(window, failure)));
  }
}
