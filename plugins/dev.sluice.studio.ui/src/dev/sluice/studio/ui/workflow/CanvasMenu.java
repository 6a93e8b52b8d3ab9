package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.workflow.WorkflowEditorPresenter;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.graph.GraphCanvas;
import dev.sluice.studio.ui.graph.MenuAction;
import java.util.Optional;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.widgets.Menu;

/** The context menu of the canvas, with the keys that do the same. */
final class CanvasMenu {
  private final GraphCanvas canvas;
  private final WorkflowEditorPresenter presenter;
  private final WorkflowEditor editor;

  CanvasMenu(GraphCanvas canvas, WorkflowEditorPresenter presenter, WorkflowEditor editor) {
    this.canvas = canvas;
    this.presenter = presenter;
    this.editor = editor;
  }

  Menu menu() {
    MenuManager manager = new MenuManager();
    manager.setRemoveAllWhenShown(true);
    manager.addMenuListener(m -> fill(manager));
    return manager.createContextMenu(canvas.control());
  }

  private void fill(MenuManager manager) {
    Optional<Node> node =
        presenter.model().selected().stream()
            .flatMap(id -> presenter.model().scene().node(id).stream())
            .findFirst();
    boolean some = !presenter.model().selected().isEmpty();
    boolean state = node.map(Node::isReal).orElse(false);
    var at = UiThread.current().pointer();
    String id = presenter.model().selected().stream().findFirst().orElse("");
    manager.add(new MenuAction("Add State After…\t+", some, () -> editor.offer(id, at.x, at.y)));
    manager.add(new MenuAction("Rename\tF2", state, () -> canvas.editName(id)));
    manager.add(new MenuAction("Duplicate\tCtrl+D", state, presenter.gestures()::duplicate));
    manager.add(
        new MenuAction(
            "Delete\tDel", some, () -> presenter.gestures().delete(presenter.model().selected())));
    boolean task = presenter.model().index().state(id).isPresent();
    manager.add(new Separator());
    manager.add(
        new MenuAction(
            "Test This State…\tCtrl+T", task && Rights.mayManage(), () -> editor.test(id)));
    boolean container = node.map(Node::isContainer).orElse(false);
    if (container) {
      manager.add(new Separator());
      boolean open = node.orElseThrow().shape() == Node.Shape.OPEN;
      manager.add(
          new MenuAction(
              open ? "Collapse\tSpace" : "Expand\tSpace",
              true,
              () -> presenter.gestures().toggle(id)));
      manager.add(new MenuAction("Look Inside Alone", true, () -> look(id)));
    }
    manager.add(new Separator());
    if (!presenter.model().focus().isEmpty()) {
      manager.add(new MenuAction("Back to the Whole Workflow", true, () -> look("")));
    }
    manager.add(new MenuAction("Compare with Version…", true, editor::compare));
    manager.add(new MenuAction("Show All\tHome", true, canvas::fit));
  }

  private void look(String key) {
    presenter.model().focus(key);
    canvas.fit();
  }
}
