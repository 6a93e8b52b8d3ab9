package dev.sluice.studio.ui.navigator;

import dev.sluice.studio.core.navigator.Branch;
import dev.sluice.studio.core.navigator.NavigatorPresenter;
import dev.sluice.studio.core.navigator.TreeNode;
import org.eclipse.jface.viewers.ILazyTreeContentProvider;
import org.eclipse.jface.viewers.TreeViewer;
import org.jspecify.annotations.Nullable;

/**
 * Gives the virtual tree only the lines that are in sight. What is below a function or a workflow
 * is loaded when it is opened; until then it counts one child, so that it can be opened.
 */
final class NavigatorContent implements ILazyTreeContentProvider {
  private final TreeViewer viewer;
  private final NavigatorPresenter presenter;
  private final NavigatorRows rows;

  NavigatorContent(TreeViewer viewer, NavigatorPresenter presenter, NavigatorRows rows) {
    this.viewer = viewer;
    this.presenter = presenter;
    this.rows = rows;
  }

  @Override
  public void updateElement(Object parent, int index) {
    // A row that is about to go may be drawn once more, when its parent has gone already.
    if (parent instanceof Branch branch) {
      presenter.childrenWanted(branch);
      rows.fill(branch, index);
    }
  }

  @Override
  public void updateChildCount(Object element, int currentCount) {
    int count = element instanceof Branch branch ? rows.made(branch) : 0;
    if (count != currentCount) {
      viewer.setChildCount(element, count);
    }
  }

  @Override
  public @Nullable Object getParent(Object element) {
    return element instanceof TreeNode node ? node.parent() : null;
  }
}
