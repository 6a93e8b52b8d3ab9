package dev.sluice.studio.ui.functions;

import dev.sluice.studio.core.functions.FunctionNode;
import dev.sluice.studio.core.functions.FunctionsPresenter;
import dev.sluice.studio.core.functions.TreeNode;
import org.eclipse.jface.viewers.ILazyTreeContentProvider;
import org.eclipse.jface.viewers.TreeViewer;
import org.jspecify.annotations.Nullable;

/**
 * Gives the virtual tree only the lines that are in sight. Versions and aliases are loaded when a
 * function is opened; until then it counts one child, so that it can be opened.
 */
final class FunctionTreeContent implements ILazyTreeContentProvider {
  private final TreeViewer viewer;
  private final FunctionsPresenter presenter;

  FunctionTreeContent(TreeViewer viewer, FunctionsPresenter presenter) {
    this.viewer = viewer;
    this.presenter = presenter;
  }

  @Override
  public void updateElement(Object parent, int index) {
    if (parent instanceof FunctionNode node) {
      presenter.childrenWanted(node);
      if (index < node.children().size()) {
        viewer.replace(node, index, node.children().get(index));
      } else {
        viewer.replace(node, index, new TreeNode.Note(node, "Loading…"));
      }
    } else if (index < presenter.visible().size()) {
      FunctionNode node = presenter.visible().get(index);
      viewer.replace(parent, index, node);
      viewer.setChildCount(node, count(node));
    }
  }

  @Override
  public void updateChildCount(Object element, int currentCount) {
    int count = element instanceof TreeNode node ? count(node) : presenter.visible().size();
    if (count != currentCount) {
      viewer.setChildCount(element, count);
    }
  }

  @Override
  public @Nullable Object getParent(Object element) {
    return element instanceof TreeNode.Version version
        ? version.function()
        : element instanceof TreeNode.Alias alias ? alias.function() : null;
  }

  private static int count(TreeNode node) {
    if (node instanceof FunctionNode function) {
      return function.childrenKnown() ? function.children().size() : 1;
    }
    return 0;
  }
}
