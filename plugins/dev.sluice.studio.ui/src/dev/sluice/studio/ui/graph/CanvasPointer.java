package dev.sluice.studio.ui.graph;

import dev.sluice.layout.Box;
import dev.sluice.layout.Point;
import dev.sluice.studio.core.graph.Gestures;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.ui.UiThread;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Event;
import org.jspecify.annotations.Nullable;

/**
 * What the pointer does on a canvas: selecting, moving, connecting, lasso, panning and zooming.
 * Confined to the UI thread.
 */
final class CanvasPointer {
  private static final double HANDLE = 9;
  private static final int DRAG_FROM = 4;

  private enum Doing {
    NOTHING,
    PRESSED,
    MOVING,
    CONNECTING,
    RECONNECTING,
    LASSO,
    PANNING,
    MAPPING,
    DROPPING
  }

  private final GraphCanvas canvas;
  private final Gestures gestures;
  private final MiniMap map;
  private Doing doing = Doing.NOTHING;
  private int startX;
  private int startY;
  private int nowX;
  private int nowY;
  private boolean keep;
  private String pressed = "";
  private String hovered = "";
  private String target = "";
  private String says = "";
  private boolean onHandle;
  private Set<String> dimmed = Set.of();

  CanvasPointer(GraphCanvas canvas, Gestures gestures, MiniMap map) {
    this.canvas = canvas;
    this.gestures = gestures;
    this.map = map;
    Canvas control = canvas.control();
    control.addListener(SWT.MouseDown, this::down);
    control.addListener(SWT.MouseMove, this::move);
    control.addListener(SWT.MouseUp, this::up);
    control.addListener(SWT.MouseDoubleClick, this::doubleClick);
    control.addListener(SWT.MouseVerticalWheel, this::wheel);
    control.addListener(SWT.MouseHorizontalWheel, e -> pan(e.count * 24, 0));
    control.addListener(
        SWT.MouseExit,
        e -> {
          control.setToolTipText(null);
          hover("");
        });
  }

  /** Whether no button is held: the view may move. */
  boolean idle() {
    return doing == Doing.NOTHING;
  }

  String hovered() {
    return doing == Doing.NOTHING || doing == Doing.PRESSED ? hovered : "";
  }

  String target() {
    return target;
  }

  Set<String> dimmed() {
    return dimmed;
  }

  @Nullable Rectangle lasso() {
    return doing != Doing.LASSO
        ? null
        : new Rectangle(
            Math.min(startX, nowX),
            Math.min(startY, nowY),
            Math.abs(nowX - startX),
            Math.abs(nowY - startY));
  }

  private void down(Event event) {
    canvas.control().setFocus();
    startX = nowX = event.x;
    startY = nowY = event.y;
    if (event.button == 2 || (event.button == 1 && (event.stateMask & SWT.ALT) != 0)) {
      doing = Doing.PANNING;
      return;
    }
    if (event.button == 3) {
      contextSelect(event);
      return;
    }
    if (event.button != 1) {
      return;
    }
    if (map.contains(event.x, event.y)) {
      doing = Doing.MAPPING;
      map.look(event.x, event.y);
      return;
    }
    Point place = canvas.toScene(event.x, event.y);
    if (onHandle(place)) {
      doing = Doing.CONNECTING;
      pressed = hovered;
      dim();
      canvas.control().redraw();
      return;
    }
    boolean add = (event.stateMask & (SWT.SHIFT | SWT.CTRL)) != 0;
    Optional<Node> node = canvas.scene().nodeAt(place.x(), place.y());
    if (node.isPresent()
        && node.get().isContainer()
        && ScenePainter.expanderOf(node.get()).contains(place.x(), place.y())) {
      gestures.toggle(node.get().id());
      return;
    }
    Optional<Line> line = canvas.lineAt(place);
    boolean ground = node.isEmpty() || GesturePictures.isInside(node.get(), place);
    if (ground && line.isPresent()) {
      pressed = line.get().id();
      boolean end =
          canvas.selected().contains(pressed) && GesturePictures.nearEnd(line.get(), place);
      gestures.select(Set.of(pressed));
      doing = end && gestures.editable() ? Doing.RECONNECTING : Doing.NOTHING;
    } else if (ground) {
      doing = Doing.LASSO;
      keep = add;
      if (!add) {
        gestures.select(Set.of());
      }
    } else {
      press(node.get().id(), add);
    }
  }

  private void press(String id, boolean add) {
    pressed = id;
    doing = Doing.PRESSED;
    Set<String> selected = new LinkedHashSet<>(canvas.selected());
    if (add) {
      if (!selected.remove(id)) {
        selected.add(id);
      }
      gestures.select(selected);
    } else if (!selected.contains(id)) {
      gestures.select(Set.of(id));
    }
  }

  private void contextSelect(Event event) {
    Point place = canvas.toScene(event.x, event.y);
    Optional<Node> node = canvas.scene().nodeAt(place.x(), place.y());
    Optional<Line> line = canvas.lineAt(place);
    String id =
        node.filter(each -> !GesturePictures.isInside(each, place))
            .map(Node::id)
            .or(() -> line.map(Line::id))
            .orElse("");
    if (!id.isEmpty() && !canvas.selected().contains(id)) {
      gestures.select(Set.of(id));
    }
  }

  private void move(Event event) {
    int dx = event.x - nowX;
    int dy = event.y - nowY;
    nowX = event.x;
    nowY = event.y;
    boolean far = Math.abs(nowX - startX) + Math.abs(nowY - startY) >= DRAG_FROM;
    Point place = canvas.toScene(event.x, event.y);
    switch (doing) {
      case NOTHING -> hoverAt(place);
      case PRESSED -> {
        if (far && gestures.editable()) {
          drag(place);
        }
      }
      case MOVING -> carry(place);
      case LASSO -> canvas.control().redraw();
      case CONNECTING, RECONNECTING -> aim(place);
      case PANNING -> pan(dx, dy);
      case MAPPING -> map.look(event.x, event.y);
      case DROPPING -> {
        // The palette tells where it is.
      }
    }
  }

  /** A node is dragged: to another place, or, where places are not for people, to another node. */
  private void drag(Point place) {
    if (!gestures.movable() && gestures.connectable(pressed)) {
      doing = Doing.CONNECTING;
      dim();
    } else if (gestures.movable() && !movable().isEmpty()) {
      doing = Doing.MOVING;
      dimmed = gestures.carryRefused(movable());
      carry(place);
    }
    canvas.control().redraw();
  }

  private void carry(Point place) {
    Optional<Gestures.Carry> carry = gestures.carry(movable(), place);
    target = carry.filter(each -> !each.refused()).map(Gestures.Carry::id).orElse("");
    says = carry.map(Gestures.Carry::sentence).orElse("");
    canvas.control().redraw();
  }

  private void pan(double dx, double dy) {
    canvas.viewport().pan(dx, dy);
    canvas.control().redraw();
  }

  private void hoverAt(Point place) {
    boolean handle = onHandle(place);
    if (handle != onHandle) {
      onHandle = handle;
      canvas.control().setCursor(handle ? UiThread.current().hand() : null);
      canvas.control().redraw();
    }
    if (handle) {
      canvas
          .control()
          .setToolTipText("Click to add a " + gestures.noun() + " after this one, drag to connect");
      return;
    }
    Optional<Node> node = canvas.scene().nodeAt(place.x(), place.y());
    Optional<Line> line = canvas.lineAt(place);
    boolean ground = node.isEmpty() || GesturePictures.isInside(node.get(), place);
    hover(ground ? line.map(Line::id).orElse("") : node.get().id());
    String tip = ground ? null : GesturePictures.tip(node.get());
    if (!java.util.Objects.equals(tip, canvas.control().getToolTipText())) {
      canvas.control().setToolTipText(tip);
    }
  }

  private void hover(String id) {
    if (!id.equals(hovered)) {
      hovered = id;
      canvas.control().redraw();
    }
  }

  /** Where the "+" of a node is: click to add, drag to connect. */
  private @Nullable Point handle() {
    Optional<Node> node = canvas.scene().node(hovered);
    if (node.isEmpty() || !gestures.connectable(hovered)) {
      return null;
    }
    return GesturePictures.out(node.get().box(), gestures.sideways());
  }

  /** Whether a place is on the "+" of the node that is hovered, or of the one right above it. */
  private boolean onHandle(Point place) {
    if (isNear(place)) {
      return true;
    }
    Optional<Node> above =
        gestures.sideways()
            ? canvas.scene().nodeAt(place.x() - HANDLE, place.y())
            : canvas.scene().nodeAt(place.x(), place.y() - HANDLE);
    if (above.isEmpty() || above.get().id().equals(hovered)) {
      return false;
    }
    String before = hovered;
    hovered = above.get().id();
    boolean near = isNear(place);
    hovered = near ? hovered : before;
    return near;
  }

  private boolean isNear(Point place) {
    Point handle = handle();
    return handle != null
        && Math.hypot(handle.x() - place.x(), handle.y() - place.y()) <= HANDLE + 2;
  }

  private void dim() {
    Set<String> refused = new HashSet<>();
    for (Node node : canvas.scene().nodes()) {
      if (!node.id().equals(pressed) && gestures.connectRefusal(from(), node.id()).isPresent()) {
        refused.add(node.id());
      }
    }
    dimmed = refused;
  }

  private String from() {
    return doing == Doing.RECONNECTING
        ? canvas.scene().line(pressed).map(Line::from).orElse("")
        : pressed;
  }

  private void aim(Point place) {
    if (doing == Doing.RECONNECTING && dimmed.isEmpty()) {
      dim();
    }
    Optional<Node> node = canvas.scene().nodeAt(place.x(), place.y());
    boolean ground = node.isEmpty() || GesturePictures.isInside(node.get(), place);
    String id = ground ? "" : node.get().id();
    boolean refused = dimmed.contains(id);
    target = refused ? "" : id;
    says =
        refused
            ? gestures.connectRefusal(from(), id).orElse("")
            : id.isEmpty() ? "" : gestures.connectWords(node.get());
    canvas.control().redraw();
  }

  private void up(Event event) {
    Doing done = doing;
    doing = Doing.NOTHING;
    Point place = canvas.toScene(event.x, event.y);
    boolean far = Math.abs(event.x - startX) + Math.abs(event.y - startY) >= DRAG_FROM;
    String aimed = target;
    clear();
    switch (done) {
      case MOVING -> {
        if (gestures.carry(movable(), place).isPresent()) {
          gestures.putInto(movable(), place);
        } else {
          gestures.move(moved());
        }
      }
      case LASSO -> {
        if (far) {
          canvas.selectBetween(canvas.toScene(startX, startY), place, keep);
        }
      }
      case CONNECTING -> {
        if (!far) {
          offer(pressed, event.x, event.y);
        } else if (!aimed.isEmpty()) {
          gestures.connect(pressed, aimed);
        } else {
          Optional<Node> node = canvas.scene().nodeAt(place.x(), place.y());
          if (node.isEmpty() || GesturePictures.isInside(node.get(), place)) {
            offer(pressed, event.x, event.y);
          } else {
            gestures.connect(pressed, node.get().id());
          }
        }
      }
      case RECONNECTING -> {
        if (!aimed.isEmpty()) {
          gestures.reconnect(pressed, aimed);
        }
      }
      case PRESSED -> {
        if (!far && event.stateMask == SWT.BUTTON1) {
          gestures.select(Set.of(pressed));
        }
      }
      default -> {
        // Nothing is left to do.
      }
    }
    canvas.control().redraw();
  }

  private void offer(String at, int x, int y) {
    var on = canvas.control().toDisplay(x, y);
    gestures.offer(at, on.x, on.y);
  }

  private void clear() {
    target = "";
    says = "";
    dimmed = Set.of();
  }

  private void doubleClick(Event event) {
    doing = Doing.NOTHING;
    Point place = canvas.toScene(event.x, event.y);
    canvas
        .scene()
        .nodeAt(place.x(), place.y())
        .filter(node -> !GesturePictures.isInside(node, place) && node.isReal())
        .ifPresent(node -> gestures.open(node.id()));
  }

  private void wheel(Event event) {
    if ((event.stateMask & SWT.CTRL) != 0) {
      canvas.viewport().zoom(event.count > 0 ? 1.15 : 1 / 1.15, event.x, event.y);
      canvas.zoomed();
    } else if ((event.stateMask & SWT.SHIFT) != 0) {
      pan(event.count * 24, 0);
    } else {
      pan(0, event.count * 24);
    }
  }

  /** Selected nodes of one scope: those can be moved together. */
  private Set<String> movable() {
    Set<String> found = new HashSet<>();
    String parent = canvas.scene().node(pressed).map(Node::parent).orElse("");
    for (String id : canvas.selected()) {
      canvas
          .scene()
          .node(id)
          .filter(node -> node.parent().equals(parent))
          .ifPresent(node -> found.add(id));
    }
    return found;
  }

  private Map<String, Point> moved() {
    double dx = (nowX - startX) / canvas.viewport().scale();
    double dy = (nowY - startY) / canvas.viewport().scale();
    Map<String, Point> places = new HashMap<>();
    for (String id : movable()) {
      Box box = canvas.scene().node(id).orElseThrow().box();
      places.put(id, new Point(box.x() + dx, box.y() + dy));
    }
    return places;
  }

  void dragOver(org.eclipse.swt.graphics.Point at) {
    doing = Doing.DROPPING;
    nowX = at.x;
    nowY = at.y;
    Optional<Gestures.Drop> drop =
        inside(at) ? gestures.dropTarget(canvas.toScene(at.x, at.y)) : Optional.empty();
    target = drop.map(Gestures.Drop::id).orElse("");
    says = drop.map(Gestures.Drop::sentence).orElse("");
    canvas.control().redraw();
  }

  void drop(String entry, org.eclipse.swt.graphics.Point at) {
    dragEnd();
    if (inside(at)) {
      gestures.drop(entry, canvas.toScene(at.x, at.y));
      canvas.control().setFocus();
    }
  }

  private boolean inside(org.eclipse.swt.graphics.Point at) {
    return canvas.control().getClientArea().contains(at);
  }

  void dragEnd() {
    doing = Doing.NOTHING;
    clear();
    canvas.control().redraw();
  }

  /** What belongs to the gesture, in the drawing's own coordinates. */
  void paint(GC gc) {
    Point now = canvas.toScene(nowX, nowY);
    switch (doing) {
      case MOVING -> {
        GesturePictures.moved(gc, canvas.scene(), moved());
        GesturePictures.say(gc, canvas, says, now);
      }
      case CONNECTING, RECONNECTING -> {
        Optional<Node> from = canvas.scene().node(from());
        from.ifPresent(node -> GesturePictures.leading(gc, node, gestures.sideways(), now));
        GesturePictures.say(gc, canvas, says, now);
      }
      case DROPPING -> GesturePictures.say(gc, canvas, says, now);
      case NOTHING, PRESSED -> {
        Point handle = handle();
        if (handle != null && canvas.viewport().scale() >= 0.3) {
          GesturePictures.plus(gc, handle, (int) HANDLE, onHandle);
        }
      }
      default -> {
        // The gesture has no picture.
      }
    }
  }
}
