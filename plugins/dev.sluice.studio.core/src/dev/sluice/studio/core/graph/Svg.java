package dev.sluice.studio.core.graph;

import dev.sluice.layout.Box;
import dev.sluice.layout.Point;
import java.util.List;
import java.util.Locale;

/** Writes a scene as a picture in SVG. */
public final class Svg {
  private static final String FONT = "font-family=\"sans-serif\"";

  private final StringBuilder out = new StringBuilder();

  private Svg() {}

  /** The picture. */
  public static String of(Scene scene) {
    Svg svg = new Svg();
    Box all = scene.bounds();
    svg.out
        .append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"")
        .append(svg.box(all))
        .append("\" width=\"")
        .append(number(all.width()))
        .append("\" height=\"")
        .append(number(all.height()))
        .append("\">\n<rect x=\"")
        .append(number(all.x()))
        .append("\" y=\"")
        .append(number(all.y()))
        .append("\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    scene.nodes().stream().filter(node -> node.shape() == Node.Shape.OPEN).forEach(svg::node);
    scene.lines().forEach(svg::line);
    scene.nodes().stream().filter(node -> node.shape() != Node.Shape.OPEN).forEach(svg::node);
    return svg.out.append("</svg>\n").toString();
  }

  private void node(Node node) {
    Box box = node.box();
    Tone tone = node.status() == null ? node.look().tone() : node.status().kind().tone();
    boolean round = !node.isReal();
    double radius = round ? Math.min(box.width(), box.height()) / 2 : 6;
    out.append("<rect x=\"")
        .append(number(box.x()))
        .append("\" y=\"")
        .append(number(box.y()))
        .append("\" width=\"")
        .append(number(box.width()))
        .append("\" height=\"")
        .append(number(box.height()))
        .append("\" rx=\"")
        .append(number(radius))
        .append("\" fill=\"")
        .append(node.shape() == Node.Shape.OPEN ? "#fbfcfd" : colour(tone.paper()))
        .append("\" stroke=\"")
        .append(colour(tone.ink()))
        .append("\"/>\n");
    double glyphX = round ? box.centerX() - 8 : box.x() + 10;
    double glyphY =
        round ? box.centerY() - 8 : node.isContainer() ? box.y() + 10 : box.centerY() - 8;
    out.append("<path transform=\"translate(")
        .append(number(glyphX))
        .append(' ')
        .append(number(glyphY))
        .append(")\" d=\"")
        .append(node.look().glyph().path())
        .append("\" fill=\"none\" stroke=\"")
        .append(colour(tone.ink()))
        .append("\" stroke-width=\"1.6\"/>\n");
    if (round) {
      return;
    }
    boolean two = !node.detail().isEmpty();
    boolean open = node.shape() == Node.Shape.OPEN;
    double baseline = open ? box.y() + 22 : box.centerY() + (two ? -3 : 4);
    text(box.x() + 34, baseline, 13, "#1f242c", "600", node.title());
    if (two && !open) {
      text(box.x() + 34, box.centerY() + 13, 11, "#69727f", "400", node.detail());
    }
  }

  private void text(double x, double y, int size, String fill, String weight, String text) {
    out.append("<text x=\"")
        .append(number(x))
        .append("\" y=\"")
        .append(number(y))
        .append("\" ")
        .append(FONT)
        .append(" font-size=\"")
        .append(size)
        .append("\" font-weight=\"")
        .append(weight)
        .append("\" fill=\"")
        .append(fill)
        .append("\">")
        .append(escape(text))
        .append("</text>\n");
  }

  private void line(Line line) {
    StringBuilder path = new StringBuilder();
    List<Point> points = line.points();
    for (int i = 0; i < points.size(); i++) {
      path.append(i == 0 ? "M " : " L ")
          .append(number(points.get(i).x()))
          .append(' ')
          .append(number(points.get(i).y()));
    }
    String colour = colour(line.style().ink());
    out.append("<path d=\"")
        .append(path)
        .append("\" fill=\"none\" stroke=\"")
        .append(colour)
        .append('"')
        .append(line.style().dashed() ? " stroke-dasharray=\"5 4\"" : "")
        .append(" stroke-width=\"1.4\" stroke-linejoin=\"round\"/>\n");
    Point tip = points.get(points.size() - 1);
    Point before = points.get(points.size() - 2);
    double angle = Math.toDegrees(Math.atan2(tip.y() - before.y(), tip.x() - before.x()));
    out.append("<path d=\"M 0 0 L -8 -4 L -8 4 Z\" fill=\"")
        .append(colour)
        .append("\" transform=\"translate(")
        .append(number(tip.x()))
        .append(' ')
        .append(number(tip.y()))
        .append(") rotate(")
        .append(number(angle))
        .append(")\"/>\n");
    if (line.labelAt() != null) {
      double half = 3.4 * line.label().length() + 5;
      out.append("<rect x=\"")
          .append(number(line.labelAt().x() - half))
          .append("\" y=\"")
          .append(number(line.labelAt().y() - 8))
          .append("\" width=\"")
          .append(number(2 * half))
          .append("\" height=\"16\" rx=\"4\" fill=\"#ffffff\"/>\n");
      text(
          line.labelAt().x() - half + 5,
          line.labelAt().y() + 4,
          11,
          "#4b5563",
          "400",
          line.label());
    }
  }

  private String box(Box box) {
    return number(box.x())
        + " "
        + number(box.y())
        + " "
        + number(box.width())
        + " "
        + number(box.height());
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String colour(int rgb) {
    return String.format("#%06x", rgb);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
