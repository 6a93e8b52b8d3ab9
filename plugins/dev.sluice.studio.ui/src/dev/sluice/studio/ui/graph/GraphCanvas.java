package dev.sluice.studio.ui.graph;

import dev.sluice.layout.Box;
import dev.sluice.layout.Point;
import dev.sluice.studio.core.graph.Gestures;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.core.graph.Viewport;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.Transform;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/**
 * Shows a scene: what is in sight, at any zoom. The pointer and the keys are {@link
 * CanvasPointer}'s and {@link CanvasKeys}'s. Confined to the UI thread.
 */
public final class GraphCanvas {
  private static final double READABLE = 0.75;
  private static final int GRID_STEP = 24;
  private static final int FLASH_MILLIS = 40;
  private static final int FLASH_STEPS = 22;

  private final Canvas canvas;
  private final ScenePainter painter;
  private final MiniMap map;
  private final Viewport viewport = new Viewport();
  private final CanvasPointer pointer;
  private final Gestures gestures;
  private final NameField names;
  private Scene scene = Scene.EMPTY;
  private Set<String> selected = Set.of();
  private Set<String> flash = Set.of();
  private int flashLeft;
  private boolean opened;
  private String hint = "";
  private Runnable onZoom = () -> {};
  private long paints;
  private long paintNanos;
  private final List<Runnable> followers = new ArrayList<>();

  public GraphCanvas(Composite parent, Gestures gestures, String id) {
    this.gestures = gestures;
    canvas = StudioIds.mark(new Canvas(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND), id);
    canvas.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    painter = new ScenePainter(UiThread.current().device());
    map = new MiniMap(this);
    names = new NameField(this, gestures);
    pointer = new CanvasPointer(this, gestures, map);
    new CanvasKeys(this, gestures, names);
    canvas.addListener(SWT.Paint, e -> paint(e.gc, e.getBounds()));
    canvas.addListener(SWT.Resize, e -> resized());
    canvas.addListener(
        SWT.Dispose,
        e -> {
          painter.dispose();
          map.dispose();
        });
    canvas.getAccessible().addAccessibleListener(new CanvasAccess(this, gestures));
  }

  /** The widget. */
  public Canvas control() {
    return canvas;
  }

  public Scene scene() {
    return scene;
  }

  public Viewport viewport() {
    return viewport;
  }

  /** Ids of the nodes and edges that are selected. */
  public Set<String> selected() {
    return selected;
  }

  ScenePainter painter() {
    return painter;
  }

  /** What the ground says while there is nothing on it. */
  public void hint(String text) {
    hint = text;
    canvas.redraw();
  }

  /** Told when the zoom has changed. */
  public void onZoom(Runnable listener) {
    onZoom = listener;
  }

  /** Shows another scene from where the one before was looked at; what changed flashes. */
  public void show(Scene now, Set<String> changed) {
    boolean first = !opened && !now.nodes().isEmpty();
    String anchor = first ? "" : anchor(now);
    Box before = anchor.isEmpty() ? null : scene.node(anchor).orElseThrow().box();
    scene = now;
    map.changed();
    if (first && canvas.getClientArea().width > 1) {
      openView();
    } else if (before != null) {
      // What was in the middle stays there, whatever the layout did to the rest.
      Box after = now.node(anchor).orElseThrow().box();
      viewport.pan(
          (before.x() - after.x()) * viewport.scale(), (before.y() - after.y()) * viewport.scale());
    }
    if (!changed.isEmpty()) {
      flash(changed);
    }
    canvas.redraw();
  }

  /** A node of both scenes that is in sight: a selected one, or else that in the middle. */
  private String anchor(Scene now) {
    Box seen = viewport.seen();
    String best = "";
    double least = Double.MAX_VALUE;
    for (Node node : scene.nodesIn(seen)) {
      if (now.node(node.id()).isPresent() && node.shape() != Node.Shape.OPEN) {
        double distance =
            Math.hypot(
                node.box().centerX() - seen.centerX(), node.box().centerY() - seen.centerY());
        distance = selected.contains(node.id()) ? distance / 1000 : distance;
        if (distance < least) {
          least = distance;
          best = node.id();
        }
      }
    }
    return best;
  }

  /** Shows all of it as far as it can be read then. */
  public void showAll() {
    if (opened) {
      openView();
      canvas.redraw();
    }
  }

  private void openView() {
    opened = true;
    viewport.open(scene.bounds(), READABLE);
    onZoom.run();
  }

  /** Lets nodes be seen to have changed. */
  public void flash(Set<String> ids) {
    boolean running = flashLeft > 0;
    flash = Set.copyOf(ids);
    flashLeft = FLASH_STEPS;
    if (!running) {
      UiThread.current().later(FLASH_MILLIS, this::fade);
    }
  }

  private void fade() {
    if (canvas.isDisposed() || flashLeft == 0) {
      return;
    }
    flashLeft--;
    for (String id : flash) {
      scene.node(id).ifPresent(node -> redraw(node.box().grown(10)));
    }
    if (flashLeft > 0) {
      UiThread.current().later(FLASH_MILLIS, this::fade);
    }
  }

  private void redraw(Box box) {
    Box on = viewport.toScreen(box);
    canvas.redraw(
        (int) on.x() - 2, (int) on.y() - 2, (int) on.width() + 4, (int) on.height() + 4, false);
  }

  /** Shows what is selected. */
  public void select(Set<String> ids) {
    selected = Set.copyOf(ids);
    ids.stream()
        .flatMap(id -> scene.node(id).stream())
        .findFirst()
        .filter(node -> opened && pointer.idle())
        .ifPresent(node -> viewport.reveal(node.box()));
    canvas.redraw();
  }

  /** Moves as little as it takes to see a node. */
  public void reveal(String id) {
    scene
        .node(id)
        .ifPresent(
            node -> {
              viewport.reveal(node.box());
              canvas.redraw();
            });
  }

  /** Shows all of it. */
  public void fit() {
    viewport.fit(scene.bounds());
    zoomed();
  }

  /** Zooms around the middle. */
  public void zoom(double factor) {
    Rectangle area = canvas.getClientArea();
    viewport.zoom(factor, area.width / 2.0, area.height / 2.0);
    zoomed();
  }

  /** Shows it as large as it is. */
  public void zoomToOne() {
    viewport.zoomTo(1);
    zoomed();
  }

  void zoomed() {
    onZoom.run();
    canvas.redraw();
  }

  /** Changes a name in place. */
  public void editName(String id) {
    names.open(id);
  }

  /** Something of a palette is dragged to a place on the screen. */
  public void dragOver(int displayX, int displayY) {
    pointer.dragOver(canvas.toControl(displayX, displayY));
  }

  /** It is put down there. */
  public void drop(String entry, int displayX, int displayY) {
    pointer.drop(entry, canvas.toControl(displayX, displayY));
  }

  /** It is taken back. */
  public void dragEnd() {
    pointer.dragEnd();
  }

  Point toScene(int x, int y) {
    return viewport.toScene(x, y);
  }

  /** Selects everything. */
  public void selectAll() {
    Set<String> all = new LinkedHashSet<>();
    scene.nodes().stream().filter(Node::isReal).forEach(node -> all.add(node.id()));
    gestures.select(all);
  }

  /**
   * Selects what the rectangle between two corners has all of.
   *
   * @param keep whether what was selected stays selected
   */
  void selectBetween(Point a, Point b, boolean keep) {
    Box box =
        new Box(
            Math.min(a.x(), b.x()),
            Math.min(a.y(), b.y()),
            Math.abs(a.x() - b.x()),
            Math.abs(a.y() - b.y()));
    Set<String> found = new LinkedHashSet<>(keep ? selected : Set.of());
    for (Node node : scene.nodesIn(box)) {
      boolean whole =
          box.contains(node.box().x(), node.box().y())
              && box.contains(node.box().right(), node.box().bottom());
      if (whole && node.isReal()) {
        found.add(node.id());
      }
    }
    gestures.select(found);
  }

  private void resized() {
    Rectangle area = canvas.getClientArea();
    viewport.resize(area.width, area.height);
    if (!opened && !scene.nodes().isEmpty() && area.width > 1) {
      openView();
    }
  }

  /** How long it takes to paint, in nanoseconds, and how often it was. */
  public long[] paintStatistics() {
    return new long[] {paints, paintNanos};
  }

  private void paint(GC gc, Rectangle part) {
    long start = System.nanoTime();
    Rectangle area = canvas.getClientArea();
    gc.setBackground(gestures.editable() ? Ink.GROUND : Ink.PAPER);
    gc.fillRectangle(area);
    grid(gc, area);
    Transform transform = new Transform(gc.getDevice());
    transform.scale((float) viewport.scale(), (float) viewport.scale());
    Box seen = viewport.seen();
    transform.translate((float) -seen.x(), (float) -seen.y());
    gc.setTransform(transform);
    painter.paint(gc, scene, anew(part), viewport.scale(), accents());
    pointer.paint(gc);
    gc.setTransform(null);
    transform.dispose();
    lasso(gc);
    map.paint(gc, area);
    if (scene.nodes().stream().noneMatch(Node::isReal) && !hint.isEmpty()) {
      hint(gc, area);
    }
    paints++;
    paintNanos += System.nanoTime() - start;
    followers.forEach(each -> UiThread.current().execute(() -> follow(each)));
    followers.clear();
  }

  private void follow(Runnable what) {
    if (!canvas.isDisposed()) {
      what.run();
    }
  }

  /** Runs something once the scene is drawn; at once where nobody sees it. */
  public void afterPaint(Runnable what) {
    // What has no room is never painted, though it counts as visible.
    if (canvas.isVisible() && !canvas.getClientArea().isEmpty()) {
      followers.add(what);
      canvas.redraw();
    } else {
      what.run();
    }
  }

  /**
   * The part of the drawing that is painted anew. The clipping says so too, but to know it under a
   * transformation GTK draws it, in as many pixels as the part has.
   */
  private Box anew(Rectangle part) {
    Point corner = viewport.toScene(part.x, part.y);
    double scale = viewport.scale();
    return new Box(corner.x(), corner.y(), part.width / scale, part.height / scale).grown(2);
  }

  private ScenePainter.Accents accents() {
    return new ScenePainter.Accents(
        selected,
        pointer.hovered(),
        pointer.target(),
        pointer.dimmed(),
        flash,
        flashLeft * 255 / FLASH_STEPS);
  }

  private void grid(GC gc, Rectangle area) {
    if (viewport.scale() < 0.5 || !gestures.editable()) {
      return;
    }
    Box seen = viewport.seen();
    gc.setForeground(Ink.GRID);
    double first = Math.floor(seen.x() / GRID_STEP) * GRID_STEP;
    for (double x = first; x < seen.right(); x += GRID_STEP) {
      int at = (int) Math.round((x - seen.x()) * viewport.scale());
      gc.drawLine(at, 0, at, area.height);
    }
    double top = Math.floor(seen.y() / GRID_STEP) * GRID_STEP;
    for (double y = top; y < seen.bottom(); y += GRID_STEP) {
      int at = (int) Math.round((y - seen.y()) * viewport.scale());
      gc.drawLine(0, at, area.width, at);
    }
  }

  private void lasso(GC gc) {
    Rectangle lasso = pointer.lasso();
    if (lasso != null) {
      gc.setAlpha(30);
      gc.setBackground(Ink.ACCENT);
      gc.fillRectangle(lasso);
      gc.setAlpha(255);
      gc.setForeground(Ink.ACCENT);
      gc.setLineAttributes(new LineAttributes(1));
      gc.drawRectangle(lasso);
    }
  }

  private void hint(GC gc, Rectangle area) {
    gc.setForeground(Ink.FAINT);
    int y = area.height / 2 + 24;
    for (String line : hint.split("\n")) {
      var extent = gc.textExtent(line);
      gc.drawText(line, (area.width - extent.x) / 2, y, true);
      y += extent.y + 4;
    }
  }

  /** The edge at a place on the screen. */
  java.util.Optional<Line> lineAt(Point place) {
    return scene.lineAt(place.x(), place.y(), 6 / viewport.scale());
  }
}
