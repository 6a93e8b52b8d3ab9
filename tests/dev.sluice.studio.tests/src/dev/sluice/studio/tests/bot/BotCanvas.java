package dev.sluice.studio.tests.bot;

import dev.sluice.layout.Box;
import dev.sluice.layout.Point;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.ui.graph.GraphCanvas;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;

/** A drawing in the hands of a test. Nodes are named by their ids. */
public final class BotCanvas {
  private final Bot bot;
  private final Supplier<GraphCanvas> canvas;

  BotCanvas(Bot bot, Supplier<GraphCanvas> canvas) {
    this.bot = bot;
    this.canvas = canvas;
  }

  private GraphCanvas canvas() {
    return bot.ui().ask(canvas);
  }

  /** Titles of the nodes that stand for something, in their order. */
  public List<String> titles() {
    return bot.ui()
        .ask(
            () ->
                canvas.get().scene().nodes().stream()
                    .filter(Node::isReal)
                    .map(Node::title)
                    .toList());
  }

  /** Edges as {@code from > to}, with titles. */
  public List<String> edges() {
    return bot.ui()
        .ask(
            () ->
                canvas.get().scene().lines().stream()
                    .map(line -> title(line.from()) + " > " + title(line.to()))
                    .toList());
  }

  private String title(String id) {
    return canvas.get().scene().node(id).map(Node::title).orElse("?");
  }

  /** Waits until there is a node. */
  public BotCanvas waitForNode(String id) {
    bot.waitUntil("there is the node " + id, () -> canvas.get().scene().node(id).isPresent());
    return this;
  }

  private void show(String id) {
    waitForNode(id);
    bot.ui().run(() -> canvas.get().reveal(id));
  }

  /** Waits until there is an edge between nodes of these titles. */
  public BotCanvas waitForEdge(String edge) {
    bot.waitUntil(
        "there is the edge " + edge,
        () ->
            canvas.get().scene().lines().stream()
                .anyMatch(line -> edge.equals(title(line.from()) + " > " + title(line.to()))));
    return this;
  }

  /** The node as it is drawn now. */
  public Node node(String id) {
    waitForNode(id);
    return bot.ui().ask(() -> canvas.get().scene().node(id).orElseThrow());
  }

  /** Clicks a node. */
  public BotCanvas click(String id) {
    show(id);
    bot.hands().click(control(), () -> bounds(id));
    bot.waitUntil(id + " is selected", () -> canvas.get().scene().node(id).isPresent());
    return this;
  }

  /** Double-clicks a node. */
  public BotCanvas doubleClick(String id) {
    show(id);
    bot.hands().doubleClick(control(), () -> bounds(id));
    return this;
  }

  /** Clicks the "+" that a node shows below the pointer. */
  public void clickPlus(String id) {
    show(id);
    bot.hands().hover(control(), () -> bounds(id));
    bot.hands().click(control(), () -> plus(id));
  }

  /** Drags from the "+" of a node to another node. */
  public void connect(String from, String to) {
    show(from);
    show(to);
    bot.hands().hover(control(), () -> bounds(from));
    bot.hands().drag(control(), () -> plus(from), control(), () -> bounds(to));
  }

  /** Drags a node onto another. */
  public void dragOnto(String from, String to) {
    show(from);
    show(to);
    bot.hands().drag(control(), () -> bounds(from), control(), () -> bounds(to));
  }

  /** Drags a node onto another, and takes a picture before it is put down. */
  public void dragOnto(String from, String to, String picture) {
    show(from);
    show(to);
    bot.hands()
        .drag(
            control(),
            () -> bounds(from),
            control(),
            () -> bounds(to),
            () -> bot.captureScreenshot(picture));
  }

  /** Drags a part of another control onto a node. */
  public void drop(Control source, Supplier<Rectangle> part, String id) {
    show(id);
    bot.hands().drag(source, part, control(), () -> bounds(id));
  }

  /** Drags a part of another control onto the middle of an edge. */
  public void dropOnEdge(Control source, Supplier<Rectangle> part, String edge) {
    waitForEdge(edge);
    bot.hands().drag(source, part, control(), () -> middle(edge));
  }

  /** Drags a part of another control to a place of the widget. */
  public void drop(Control source, Supplier<Rectangle> part, int x, int y) {
    bot.hands().drag(source, part, control(), () -> new Rectangle(x, y, 1, 1));
  }

  /** Drags a node by so many pixels. */
  public void drag(String id, int dx, int dy) {
    Rectangle at = bot.ui().ask(() -> bounds(id));
    bot.hands()
        .drag(
            control(),
            () -> bounds(id),
            control(),
            () -> new Rectangle(at.x + dx, at.y + dy, at.width, at.height));
  }

  /** Ids of what is selected. */
  public Set<String> selected() {
    return bot.ui().ask(() -> canvas.get().selected());
  }

  /** Draws a rectangle on the ground around nodes, from above the first to below the last. */
  public void lasso(String first, String last) {
    show(first);
    show(last);
    bot.hands().drag(control(), () -> corner(first, -1), control(), () -> corner(last, 1));
  }

  private Rectangle corner(String id, int side) {
    Rectangle at = bounds(id);
    int x = side < 0 ? at.x - 10 : at.x + at.width + 10;
    int y = side < 0 ? at.y - 8 : at.y + at.height + 8;
    return new Rectangle(x, y, 1, 1);
  }

  private Control control() {
    return canvas().control();
  }

  private Rectangle bounds(String id) {
    return canvas
        .get()
        .scene()
        .node(id)
        .map(
            node -> {
              Box box = node.box();
              double height = node.shape() == Node.Shape.OPEN ? node.titleHeight() : box.height();
              return rectangle(new Box(box.x(), box.y(), box.width(), height));
            })
        .orElse(null);
  }

  private Rectangle plus(String id) {
    Box box = canvas.get().scene().node(id).orElseThrow().box();
    return rectangle(new Box(box.centerX() - 2, box.bottom(), 4, 4));
  }

  private Rectangle middle(String edge) {
    for (Line line : canvas.get().scene().lines()) {
      if (edge.equals(title(line.from()) + " > " + title(line.to()))) {
        Point a = line.points().get(0);
        Point b = line.points().get(1);
        return rectangle(new Box((a.x() + b.x()) / 2 - 1, (a.y() + b.y()) / 2 - 1, 2, 2));
      }
    }
    return null;
  }

  private Rectangle rectangle(Box box) {
    Box on = canvas.get().viewport().toScreen(box);
    return new Rectangle(
        (int) Math.round(on.x()),
        (int) Math.round(on.y()),
        Math.max(1, (int) Math.round(on.width())),
        Math.max(1, (int) Math.round(on.height())));
  }
}
