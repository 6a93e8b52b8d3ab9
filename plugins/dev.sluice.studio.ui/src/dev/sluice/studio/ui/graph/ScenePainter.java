package dev.sluice.studio.ui.graph;

import dev.sluice.layout.Box;
import dev.sluice.layout.Point;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.core.graph.Tone;
import dev.sluice.studio.ui.Ink;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Path;

/** Paints a part of a scene. What is small on the screen has no details. */
public final class ScenePainter {
  private static final int FAINT = 120;
  private static final Map<Line.Style, Color> INKS = new EnumMap<>(Line.Style.class);
  private static final float[] DASHES = {5, 4};
  private static final int CORNER = 10;
  private static final double ROUNDING = 7;
  private static final double TEXT_FROM = 0.34;
  private static final int LEFT_OF_TEXT = 36;

  static {
    for (Line.Style style : Line.Style.values()) {
      INKS.put(style, Ink.of(style.ink(), style.darkInk()));
    }
  }

  private final Device device;
  private final GlyphPaths glyphs;
  private final Font title;
  private final Font detail;
  private final Map<String, String> shortened = new HashMap<>();

  /**
   * What is special about some of it.
   *
   * @param selected ids of nodes and edges
   * @param hovered the id of the node or edge below the pointer; empty for none
   * @param target the id of what something would be dropped on; empty for none
   * @param dimmed ids of nodes that cannot be meant now
   * @param flash ids of nodes that have just changed
   * @param flashAlpha how much of that is still to be seen, up to 255
   */
  public record Accents(
      Set<String> selected,
      String hovered,
      String target,
      Set<String> dimmed,
      Set<String> flash,
      int flashAlpha) {
    /** Nothing is. */
    public static final Accents NONE = new Accents(Set.of(), "", "", Set.of(), Set.of(), 0);
  }

  public ScenePainter(Device device) {
    this.device = device;
    this.glyphs = new GlyphPaths(device);
    FontData data = JFaceResources.getDefaultFont().getFontData()[0];
    // Sizes in pixels of the drawing, whatever the screen has.
    title = font(data, 10, SWT.BOLD);
    detail = font(data, 8.5f, SWT.NORMAL);
  }

  private Font font(FontData data, float points, int style) {
    FontData own = new FontData(data.getName(), Math.round(points), style);
    own.height = points;
    return new Font(device, own);
  }

  public void dispose() {
    glyphs.dispose();
    title.dispose();
    detail.dispose();
  }

  GlyphPaths glyphs() {
    return glyphs;
  }

  Font labelFont() {
    return detail;
  }

  /** Paints with the transformation that the graphics have. */
  public void paint(GC gc, Scene scene, Box part, double scale, Accents accents) {
    gc.setAntialias(SWT.ON);
    gc.setTextAntialias(SWT.ON);
    List<Node> nodes = scene.nodesIn(part.grown(20));
    for (Node node : nodes) {
      if (node.shape() == Node.Shape.OPEN) {
        node(gc, node, scale, accents);
      }
    }
    for (Line line : scene.linesIn(part)) {
      line(gc, line, scale, accents);
    }
    for (Node node : nodes) {
      if (node.shape() != Node.Shape.OPEN) {
        node(gc, node, scale, accents);
      }
    }
  }

  private void node(GC gc, Node node, double scale, Accents accents) {
    Box box = node.box();
    int x = (int) Math.round(box.x());
    int y = (int) Math.round(box.y());
    int width = (int) Math.round(box.width());
    int height = (int) Math.round(box.height());
    boolean round = !node.isReal();
    int corner = round ? Math.min(width, height) : CORNER;
    boolean dim = accents.dimmed().contains(node.id());
    int alpha = dim ? 90 : is(node, Mark.Kind.SAME) ? FAINT : 255;
    gc.setAlpha(alpha);
    if (accents.flash().contains(node.id()) && accents.flashAlpha() > 0) {
      gc.setAlpha(accents.flashAlpha());
      gc.setBackground(Ink.FLASH);
      gc.fillRoundRectangle(x - 6, y - 6, width + 12, height + 12, corner + 8, corner + 8);
      gc.setAlpha(alpha);
    }
    Tone tone = node.status() == null ? node.look().tone() : node.status().kind().tone();
    boolean open = node.shape() == Node.Shape.OPEN;
    gc.setBackground(open ? Ink.INSIDE : round ? GlyphPaths.paper(tone) : Ink.PAPER);
    gc.fillRoundRectangle(x, y, width, height, corner, corner);
    if (!round && !open) {
      gc.setBackground(GlyphPaths.paper(tone));
      if (node.status() != null) {
        gc.fillRoundRectangle(x, y, width, height, corner, corner);
      } else {
        gc.fillRoundRectangle(x, y, 28, height, corner, corner);
        gc.fillRectangle(x + 14, y, 14, height);
      }
    }
    if (node.shape() == Node.Shape.CLOSED) {
      gc.setForeground(GlyphPaths.ink(tone));
      gc.setLineAttributes(new LineAttributes(1f));
      gc.drawLine(x + 5, y + height + 3, x + width - 5, y + height + 3);
    }
    outline(gc, node, accents, tone);
    if (scale >= TEXT_FROM) {
      inside(gc, node, tone);
    }
    gc.setAlpha(255);
  }

  private void outline(GC gc, Node node, Accents accents, Tone tone) {
    Box box = node.box();
    int x = (int) Math.round(box.x());
    int y = (int) Math.round(box.y());
    int width = (int) Math.round(box.width());
    int height = (int) Math.round(box.height());
    int corner = node.isReal() ? CORNER : Math.min(width, height);
    boolean selected = accents.selected().contains(node.id());
    boolean target = accents.target().equals(node.id());
    boolean hovered = accents.hovered().equals(node.id());
    gc.setForeground(selected || target ? Ink.ACCENT : GlyphPaths.ink(tone));
    float line = selected || target ? 2.4f : hovered ? 1.8f : 1.1f;
    boolean gaps = node.shape() == Node.Shape.OPEN || is(node, Mark.Kind.REMOVED);
    boolean dashed = gaps && !selected && !target;
    gc.setLineAttributes(
        new LineAttributes(
            line,
            SWT.CAP_FLAT,
            SWT.JOIN_ROUND,
            dashed ? SWT.LINE_CUSTOM : SWT.LINE_SOLID,
            dashed ? new float[] {6, 3} : null,
            0,
            10));
    gc.drawRoundRectangle(x, y, width, height, corner, corner);
  }

  private static boolean is(Node node, Mark.Kind status) {
    return node.status() != null && node.status().kind() == status;
  }

  private void inside(GC gc, Node node, Tone tone) {
    Box box = node.box();
    if (!node.isReal()) {
      glyphs.draw(
          gc, node.look().glyph(), box.centerX() - 8, box.centerY() - 8, GlyphPaths.ink(tone));
      return;
    }
    boolean open = node.shape() == Node.Shape.OPEN;
    double glyphY = open ? box.y() + 10 : box.centerY() - 8;
    glyphs.draw(gc, node.look().glyph(), box.x() + 6, glyphY, GlyphPaths.ink(tone));
    boolean two = !open && !node.detail().isEmpty() && box.height() > 40;
    int right = node.mark() != null || node.status() != null || node.isContainer() ? 24 : 6;
    int room = (int) box.width() - LEFT_OF_TEXT - right;
    gc.setForeground(Ink.TEXT);
    gc.setFont(title);
    int top = (int) Math.round(open ? box.y() + 9 : box.centerY() - (two ? 19 : 9));
    gc.drawText(fit(gc, node.title(), room), (int) box.x() + LEFT_OF_TEXT, top, true);
    if (two) {
      gc.setForeground(Ink.FAINT);
      gc.setFont(detail);
      gc.drawText(
          fit(gc, node.detail(), (int) box.width() - LEFT_OF_TEXT - 6),
          (int) box.x() + LEFT_OF_TEXT,
          (int) Math.round(box.centerY() + 1),
          true);
    }
    if (node.isContainer()) {
      expander(gc, box, open);
    }
    Mark mark = node.status() == null ? node.mark() : node.status();
    if (mark != null) {
      MarkSigns.draw(gc, mark.kind(), box.right() - 4, box.y() + 4);
    }
    if (node.count() > 1) {
      count(gc, node.count(), box);
    }
  }

  /** The box that shows or hides the inside. */
  static Box expanderOf(Node node) {
    return new Box(node.box().right() - 24, node.box().y() + 9, 16, 16);
  }

  private static void expander(GC gc, Box box, boolean open) {
    int x = (int) Math.round(box.right() - 24);
    int y = (int) Math.round(box.y() + 9);
    gc.setLineAttributes(new LineAttributes(1.2f));
    gc.setForeground(Ink.FAINT);
    gc.drawRoundRectangle(x + 1, y + 1, 14, 14, 4, 4);
    gc.drawLine(x + 5, y + 8, x + 11, y + 8);
    if (!open) {
      gc.drawLine(x + 8, y + 5, x + 8, y + 11);
    }
  }

  private void count(GC gc, int count, Box box) {
    gc.setFont(detail);
    String text = "×" + count;
    var extent = gc.textExtent(text);
    int x = (int) Math.round(box.right() - extent.x - 14);
    int y = (int) Math.round(box.bottom() - 9);
    gc.setBackground(Ink.TEXT);
    gc.fillRoundRectangle(x, y, extent.x + 10, 18, 18, 18);
    gc.setForeground(Ink.PAPER);
    gc.drawText(text, x + 5, y + (18 - extent.y) / 2, true);
  }

  private void line(GC gc, Line line, double scale, Accents accents) {
    boolean selected = accents.selected().contains(line.id());
    boolean target = accents.target().equals(line.id());
    boolean hovered = accents.hovered().equals(line.id());
    boolean counted = line.taken() >= 0;
    boolean dashed = line.style().dashed();
    Color color = selected || target ? Ink.ACCENT : color(line);
    gc.setAlpha(counted && line.taken() == 0 ? 110 : 255);
    gc.setForeground(color);
    gc.setBackground(color);
    boolean thick = hovered || line.taken() > 0 || line.style() == Line.Style.ADDED;
    float width = selected || target ? 2.4f : thick ? 2f : 1.3f;
    gc.setLineAttributes(
        new LineAttributes(
            width,
            SWT.CAP_FLAT,
            SWT.JOIN_ROUND,
            dashed ? SWT.LINE_CUSTOM : SWT.LINE_SOLID,
            dashed ? DASHES : null,
            0,
            10));
    List<Point> points = line.points();
    if (scale < TEXT_FROM || points.size() == 2) {
      int[] flat = new int[points.size() * 2];
      for (int i = 0; i < points.size(); i++) {
        flat[2 * i] = (int) Math.round(points.get(i).x());
        flat[2 * i + 1] = (int) Math.round(points.get(i).y());
      }
      gc.drawPolyline(flat);
    } else {
      Path path = rounded(points);
      gc.drawPath(path);
      path.dispose();
    }
    if (scale >= TEXT_FROM / 2) {
      arrow(gc, points);
    }
    if (line.labelAt() != null && scale >= TEXT_FROM) {
      label(gc, line, selected);
    }
    gc.setAlpha(255);
  }

  private static Color color(Line line) {
    boolean plain = line.style() == Line.Style.PLAIN;
    return plain && line.taken() > 0 ? Ink.GOOD : INKS.get(line.style());
  }

  private Path rounded(List<Point> points) {
    Path path = new Path(device);
    path.moveTo((float) points.get(0).x(), (float) points.get(0).y());
    for (int i = 1; i < points.size() - 1; i++) {
      Point before = points.get(i - 1);
      Point corner = points.get(i);
      Point after = points.get(i + 1);
      Point in = towards(corner, before);
      Point out = towards(corner, after);
      path.lineTo((float) in.x(), (float) in.y());
      path.quadTo((float) corner.x(), (float) corner.y(), (float) out.x(), (float) out.y());
    }
    Point last = points.get(points.size() - 1);
    path.lineTo((float) last.x(), (float) last.y());
    return path;
  }

  private static Point towards(Point corner, Point other) {
    double length = Math.hypot(other.x() - corner.x(), other.y() - corner.y());
    double share = length == 0 ? 0 : Math.min(ROUNDING, length / 2) / length;
    return corner.plus((other.x() - corner.x()) * share, (other.y() - corner.y()) * share);
  }

  private static void arrow(GC gc, List<Point> points) {
    Point tip = points.get(points.size() - 1);
    Point before = points.get(points.size() - 2);
    double length = Math.max(0.01, Math.hypot(tip.x() - before.x(), tip.y() - before.y()));
    double dx = (tip.x() - before.x()) / length;
    double dy = (tip.y() - before.y()) / length;
    gc.fillPolygon(
        new int[] {
          (int) Math.round(tip.x()),
          (int) Math.round(tip.y()),
          (int) Math.round(tip.x() - 9 * dx - 4.5 * dy),
          (int) Math.round(tip.y() - 9 * dy + 4.5 * dx),
          (int) Math.round(tip.x() - 9 * dx + 4.5 * dy),
          (int) Math.round(tip.y() - 9 * dy - 4.5 * dx)
        });
  }

  private void label(GC gc, Line line, boolean selected) {
    gc.setFont(detail);
    var extent = gc.textExtent(line.label());
    int x = (int) Math.round(line.labelAt().x() - extent.x / 2.0);
    int y = (int) Math.round(line.labelAt().y() - extent.y / 2.0);
    gc.setBackground(Ink.PAPER);
    gc.fillRoundRectangle(x - 4, y - 1, extent.x + 8, extent.y + 2, 6, 6);
    boolean plain = line.style() == Line.Style.PLAIN || line.style() == Line.Style.STOPPED;
    gc.setForeground(selected ? Ink.ACCENT : plain ? Ink.FAINT : INKS.get(line.style()));
    gc.drawText(line.label(), x, y, true);
  }

  /** A text cut to its room. */
  private String fit(GC gc, String text, int room) {
    String key = room + (gc.getFont() == title ? "t" : "d") + text;
    String known = shortened.get(key);
    if (known != null) {
      return known;
    }
    String fitted = text;
    if (gc.textExtent(text).x > room) {
      int low = 0;
      int high = text.length();
      while (low < high) {
        int middle = (low + high + 1) / 2;
        if (gc.textExtent(text.substring(0, middle) + "…").x <= room) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      fitted = text.substring(0, low) + "…";
    }
    if (shortened.size() > 20_000) {
      shortened.clear();
    }
    shortened.put(key, fitted);
    return fitted;
  }
}
