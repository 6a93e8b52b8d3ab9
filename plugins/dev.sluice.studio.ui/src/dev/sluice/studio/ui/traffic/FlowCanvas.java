package dev.sluice.studio.ui.traffic;

import dev.sluice.studio.core.traffic.Flow;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.chart.Shades;
import java.util.List;
import java.util.Locale;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/** The flows from an alias to its versions, as wide as their shares. Confined to the UI thread. */
final class FlowCanvas {
  private static final int NODE_WIDTH = 104;
  private static final int VERSION_WIDTH = 232;
  private static final int NODE_HEIGHT = 48;
  private static final int GAP = 14;
  private static final int MARGIN = 14;
  private static final double WIDEST = 40;
  private static final int BAND_ALPHA = 120;
  private static final double ALARMING = 0.05;

  private final Canvas canvas;
  private String alias = "";
  private List<Flow> flows = List.of();

  FlowCanvas(Composite parent) {
    canvas = StudioIds.mark(new Canvas(parent, SWT.DOUBLE_BUFFERED), "traffic.flows");
    canvas.setBackground(Ink.PAPER);
    canvas.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    canvas.addListener(SWT.Paint, event -> paint(event.gc));
  }

  Canvas control() {
    return canvas;
  }

  /** Shows other flows. */
  void show(String name, List<Flow> shown) {
    if (!name.equals(alias) || !shown.equals(flows)) {
      alias = name;
      flows = shown;
      canvas.redraw();
    }
  }

  /** The height that its nodes need. */
  int height() {
    return 2 * MARGIN + Math.max(2, flows.size()) * (NODE_HEIGHT + GAP);
  }

  private void paint(GC gc) {
    Point size = canvas.getSize();
    gc.setAntialias(SWT.ON);
    if (flows.isEmpty()) {
      return;
    }
    int total = flows.size() * NODE_HEIGHT + (flows.size() - 1) * GAP;
    int top = Math.max(MARGIN, (size.y - total) / 2);
    int middle = top + total / 2;
    int from = MARGIN + NODE_WIDTH;
    int to = Math.max(from + 60, size.x - MARGIN - VERSION_WIDTH);
    double widths = flows.stream().mapToDouble(FlowCanvas::width).sum();
    double y = middle - widths / 2;
    for (int i = 0; i < flows.size(); i++) {
      double width = width(flows.get(i));
      int center = top + i * (NODE_HEIGHT + GAP) + NODE_HEIGHT / 2;
      band(gc, i, from, y + width / 2, to, center, width);
      y += width;
    }
    node(gc, MARGIN, middle - NODE_HEIGHT / 2, NODE_WIDTH, Ink.LINK);
    gc.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    gc.setForeground(Ink.TEXT);
    Point text = gc.textExtent(alias);
    gc.setClipping(MARGIN + 4, middle - NODE_HEIGHT / 2, NODE_WIDTH - 8, NODE_HEIGHT);
    gc.drawText(alias, MARGIN + Math.max(6, (NODE_WIDTH - text.x) / 2), middle - text.y / 2, true);
    gc.setClipping((org.eclipse.swt.graphics.Rectangle) null);
    for (int i = 0; i < flows.size(); i++) {
      version(gc, flows.get(i), i, to, top + i * (NODE_HEIGHT + GAP));
    }
  }

  private static double width(Flow flow) {
    return Math.max(2, flow.percent() / 100.0 * WIDEST);
  }

  private static void band(
      GC gc, int shade, int fromX, double fromY, int toX, double toY, double width) {
    Path path = new Path(gc.getDevice());
    float bend = (toX - fromX) / 2f;
    float half = (float) width / 2;
    path.moveTo(fromX, (float) fromY - half);
    path.cubicTo(
        fromX + bend,
        (float) fromY - half,
        toX - bend,
        (float) toY - half,
        toX,
        (float) toY - half);
    path.lineTo(toX, (float) toY + half);
    path.cubicTo(
        toX - bend,
        (float) toY + half,
        fromX + bend,
        (float) fromY + half,
        fromX,
        (float) fromY + half);
    path.close();
    gc.setBackground(Shades.ink(shade));
    gc.setAlpha(BAND_ALPHA);
    gc.fillPath(path);
    gc.setAlpha(255);
    path.dispose();
  }

  private static void node(GC gc, int x, int y, int width, Color edge) {
    gc.setBackground(Ink.PAPER);
    gc.fillRoundRectangle(x, y, width, NODE_HEIGHT, 10, 10);
    gc.setForeground(edge);
    gc.setLineWidth(2);
    gc.drawRoundRectangle(x, y, width, NODE_HEIGHT, 10, 10);
    gc.setLineWidth(1);
  }

  private static void version(GC gc, Flow flow, int shade, int x, int y) {
    boolean failing = flow.failed() > ALARMING;
    node(gc, x, y, VERSION_WIDTH, failing ? Ink.BAD : Shades.ink(shade));
    gc.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    gc.setForeground(Ink.TEXT);
    String name = "v" + flow.version();
    gc.drawText(name, x + 10, y + 5, true);
    int next = x + 10 + gc.textExtent(name).x + 10;
    String share = flow.percent() + " %";
    gc.drawText(share, next, y + 5, true);
    if (flow.planned() != flow.percent()) {
      next += gc.textExtent(share).x + 6;
      gc.setForeground(Ink.WARN);
      gc.drawText("→ " + flow.planned() + " %", next, y + 5, true);
    }
    gc.setFont(JFaceResources.getDialogFont());
    gc.setForeground(failing ? Ink.BAD : Ink.FAINT);
    gc.drawText(late(flow), x + 10, y + 25, true);
  }

  private static String late(Flow flow) {
    if (Double.isNaN(flow.measured())) {
      return "no calls of late";
    }
    return String.format(
        Locale.ENGLISH,
        "%.1f/s,  %.1f %%,  %.1f %% failed",
        flow.perSecond(),
        100 * flow.measured(),
        100 * flow.failed());
  }
}
