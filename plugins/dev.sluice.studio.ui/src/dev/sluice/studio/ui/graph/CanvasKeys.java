package dev.sluice.studio.ui.graph;

import dev.sluice.layout.Box;
import dev.sluice.studio.core.graph.Gestures;
import dev.sluice.studio.core.graph.Node;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;

/**
 * What keys do on a canvas: arrows go from node to node, with Ctrl they move the view; Enter opens,
 * F2 renames, + and Insert add, C connects, Space shows or hides an inside.
 */
final class CanvasKeys {
  private final GraphCanvas canvas;
  private final Gestures gestures;
  private final NameField names;
  private String connecting = "";

  CanvasKeys(GraphCanvas canvas, Gestures gestures, NameField names) {
    this.canvas = canvas;
    this.gestures = gestures;
    this.names = names;
    canvas.control().addListener(SWT.KeyDown, this::key);
    canvas
        .control()
        .addListener(
            SWT.Traverse,
            e -> {
              boolean tab =
                  e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS;
              e.doit = tab;
            });
  }

  private void key(Event event) {
    boolean ctrl = (event.stateMask & SWT.CTRL) != 0;
    boolean shift = (event.stateMask & SWT.SHIFT) != 0;
    switch (event.keyCode) {
      case SWT.ARROW_LEFT -> arrow(-1, 0, ctrl, shift);
      case SWT.ARROW_RIGHT -> arrow(1, 0, ctrl, shift);
      case SWT.ARROW_UP -> arrow(0, -1, ctrl, shift);
      case SWT.ARROW_DOWN -> arrow(0, 1, ctrl, shift);
      case SWT.DEL, SWT.BS -> {
        if (gestures.editable()) {
          gestures.delete(canvas.selected());
        }
      }
      case SWT.F2 -> one().ifPresent(names::open);
      case SWT.CR, SWT.KEYPAD_CR -> enter();
      case SWT.ESC -> {
        connecting = "";
        gestures.select(Set.of());
      }
      case SWT.INSERT -> add();
      case SWT.HOME -> canvas.fit();
      case '=', '+', SWT.KEYPAD_ADD -> {
        if (ctrl) {
          canvas.zoom(1.2);
        } else {
          add();
        }
      }
      case '-', SWT.KEYPAD_SUBTRACT -> {
        if (ctrl) {
          canvas.zoom(1 / 1.2);
        }
      }
      case '0' -> {
        if (ctrl) {
          canvas.zoomToOne();
        }
      }
      case ' ' ->
          one()
              .filter(id -> canvas.scene().node(id).map(Node::isContainer).orElse(false))
              .ifPresent(gestures::toggle);
      case 'c' -> {
        if (!ctrl && gestures.editable()) {
          connecting = one().orElse("");
          canvas.flash(connecting.isEmpty() ? Set.of() : Set.of(connecting));
        }
      }
      default -> {
        return;
      }
    }
    event.doit = false;
  }

  private Optional<String> one() {
    return canvas.selected().stream().filter(id -> canvas.scene().node(id).isPresent()).findFirst();
  }

  private void enter() {
    Optional<String> id = one();
    if (id.isEmpty()) {
      return;
    }
    if (!connecting.isEmpty() && !connecting.equals(id.get())) {
      gestures.connect(connecting, id.get());
      connecting = "";
    } else {
      gestures.open(id.get());
    }
  }

  private void add() {
    String at = canvas.selected().stream().findFirst().orElse("");
    Box box = canvas.scene().node(at).map(Node::box).orElse(canvas.viewport().seen().grown(-40));
    var on = canvas.viewport().toScreen(box.centerX(), Math.min(box.bottom(), box.y() + 60));
    var place = canvas.control().toDisplay((int) on.x(), (int) on.y());
    gestures.offer(at, place.x, place.y);
  }

  private void arrow(int dx, int dy, boolean ctrl, boolean shift) {
    if (ctrl) {
      canvas.viewport().pan(-48.0 * dx, -48.0 * dy);
      canvas.control().redraw();
      return;
    }
    String from = canvas.selected().stream().reduce((a, b) -> b).orElse("");
    canvas
        .scene()
        .neighbour(from, dx, dy)
        .ifPresent(
            node -> {
              Set<String> selected = new LinkedHashSet<>(shift ? canvas.selected() : Set.of());
              selected.add(node.id());
              gestures.select(selected);
              canvas.reveal(node.id());
            });
  }
}
