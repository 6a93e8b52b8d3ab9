package dev.sluice.studio.ui.navigator;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.navigator.FunctionNode;
import dev.sluice.studio.core.navigator.NavigatorPresenter;
import dev.sluice.studio.core.navigator.TreeNode;
import dev.sluice.studio.core.wiring.Leading;
import dev.sluice.studio.ui.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Widget;
import org.jspecify.annotations.Nullable;

/**
 * Leads events by dragging: sources onto functions or the other way, and either onto an association
 * that is to take or to bring them too. Confined to the UI thread.
 */
final class NavigatorDrag {
  private static final Transfer[] TRANSFERS = {LocalSelectionTransfer.getTransfer()};

  private final TreeViewer viewer;
  private final NavigatorPresenter.View view;
  private final Leading leading;
  private final Consumer<String> made;

  /**
   * Dragging in this tree.
   *
   * @param view is told what came of it
   * @param made gets the name of an association that was made or changed
   */
  NavigatorDrag(
      TreeViewer viewer,
      StudioSession session,
      NavigatorPresenter.View view,
      Consumer<String> made) {
    this.viewer = viewer;
    this.view = view;
    this.made = made;
    this.leading = new Leading(session.server().calls());
    viewer.addDragSupport(DND.DROP_LINK | DND.DROP_COPY | DND.DROP_MOVE, TRANSFERS, new Source());
    viewer.addDropSupport(DND.DROP_LINK | DND.DROP_COPY | DND.DROP_MOVE, TRANSFERS, new Target());
  }

  private final class Source extends DragSourceAdapter {
    @Override
    public void dragStart(DragSourceEvent event) {
      IStructuredSelection selection = viewer.getStructuredSelection();
      List<TreeNode> nodes = nodes(selection);
      boolean one = !sources(nodes).isEmpty() ^ !functions(nodes).isEmpty();
      event.doit =
          one
              && sources(nodes).size() + functions(nodes).size() == nodes.size()
              && Rights.mayManage();
      LocalSelectionTransfer.getTransfer().setSelection(selection);
    }

    @Override
    public void dragFinished(DragSourceEvent event) {
      LocalSelectionTransfer.getTransfer().setSelection(null);
    }
  }

  private final class Target extends DropTargetAdapter {
    @Override
    public void dragEnter(DropTargetEvent event) {
      dragOver(event);
    }

    @Override
    public void dragOver(DropTargetEvent event) {
      boolean fits = fits(dragged(), at(event.item));
      event.detail = fits ? DND.DROP_LINK : DND.DROP_NONE;
      event.feedback = DND.FEEDBACK_SCROLL | DND.FEEDBACK_EXPAND | (fits ? DND.FEEDBACK_SELECT : 0);
    }

    @Override
    public void drop(DropTargetEvent event) {
      TreeNode at = at(event.item);
      if (at != null && fits(dragged(), at)) {
        lead(dragged(), at);
      }
    }
  }

  private static boolean fits(List<TreeNode> dragged, @Nullable TreeNode at) {
    if (dragged.isEmpty() || at == null) {
      return false;
    }
    return at instanceof TreeNode.Association
        || at instanceof FunctionNode && functions(dragged).isEmpty()
        || at instanceof TreeNode.Source && sources(dragged).isEmpty();
  }

  private void lead(List<TreeNode> dragged, TreeNode at) {
    List<String> sources = sources(dragged);
    List<String> functions = functions(dragged);
    if (at instanceof TreeNode.Association association) {
      String name = association.info().name();
      leading.extend(
          association.info(),
          sources,
          functions,
          sentence -> {
            view.said(sentence, false);
            made.accept(name);
          },
          failure -> view.said(failure.sentence(), true));
      return;
    }
    leading.associate(
        at instanceof TreeNode.Source source ? List.of(source.info().name()) : sources,
        at instanceof FunctionNode function ? List.of(function.functionName()) : functions,
        names -> {
          view.said(
              names.isEmpty()
                  ? "Events go there already."
                  : String.join(", ", names)
                      + (names.size() == 1 ? " was created." : " were created."),
              false);
          names.forEach(made);
        },
        failure -> view.said(failure.sentence(), true));
  }

  private static List<TreeNode> dragged() {
    return LocalSelectionTransfer.getTransfer().getSelection()
            instanceof IStructuredSelection selection
        ? nodes(selection)
        : List.of();
  }

  private static @Nullable TreeNode at(@Nullable Widget item) {
    return item != null && item.getData() instanceof TreeNode node ? node : null;
  }

  private static List<TreeNode> nodes(IStructuredSelection selection) {
    List<TreeNode> nodes = new ArrayList<>();
    for (Object element : selection) {
      if (element instanceof TreeNode node) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  private static List<String> sources(List<TreeNode> nodes) {
    return nodes.stream()
        .filter(TreeNode.Source.class::isInstance)
        .map(node -> ((TreeNode.Source) node).info().name())
        .toList();
  }

  private static List<String> functions(List<TreeNode> nodes) {
    return nodes.stream()
        .filter(FunctionNode.class::isInstance)
        .map(node -> ((FunctionNode) node).functionName())
        .toList();
  }
}
