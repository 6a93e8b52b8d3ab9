package dev.sluice.studio.ui.traffic;

import dev.sluice.studio.core.traffic.Flow;
import dev.sluice.studio.core.traffic.Source;
import dev.sluice.studio.core.traffic.SourceFlow;
import dev.sluice.studio.core.traffic.Split;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.chart.Shades;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.jspecify.annotations.Nullable;

/**
 * The flows from sources to what shares them out and on to versions, as wide as their shares.
 * Confined to the UI thread.
 */
final class FlowCanvas {
  private static final int SOURCE_WIDTH = 128;
  private static final int SOURCE_HEIGHT = 40;
  private static final int SOURCE_GAP = 5;
  private static final int NODE_WIDTH = 104;
  private static final int VERSION_WIDTH = 214;
  private static final int LEAST_VERSION_WIDTH = 150;
  private static final int NODE_HEIGHT = 48;
  private static final int GAP = 14;
  private static final int MARGIN = 12;
  private static final int LEAST_BAND = 36;
  private static final int INSET = 9;
  private static final int ICON = 16;
  private static final double WIDEST = 40;
  private static final double ALARMING = 0.05;

  private final Canvas canvas;
  private final List<Spot> spots = new ArrayList<>();
  private @Nullable Split split;
  private List<SourceFlow> sources = List.of();
  private List<Flow> flows = List.of();

  /** Where something is said when the mouse rests there. */
  private record Spot(Rectangle place, String words) {}

  FlowCanvas(Composite parent) {
    canvas = StudioIds.mark(new Canvas(parent, SWT.DOUBLE_BUFFERED), "traffic.flows");
    canvas.setBackground(Ink.PAPER);
    canvas.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    canvas.addListener(SWT.Paint, event -> paint(event.gc));
    canvas.addListener(SWT.MouseMove, event -> say(event.x, event.y));
    Spoken.as(canvas, this::words);
  }

  Canvas control() {
    return canvas;
  }

  /** What is drawn, in words. */
  String words() {
    return split == null ? "" : FlowWords.all(sources, split.label(), flows);
  }

  /** Shows other flows. */
  void show(@Nullable Split of, List<SourceFlow> from, List<Flow> to) {
    if (!from.equals(sources) || !to.equals(flows) || !java.util.Objects.equals(of, split)) {
      split = of;
      sources = List.copyOf(from);
      flows = List.copyOf(to);
      canvas.redraw();
    }
  }

  private void say(int x, int y) {
    String words =
        spots.stream()
            .filter(spot -> spot.place().contains(x, y))
            .map(Spot::words)
            .findFirst()
            .orElse(null);
    if (!java.util.Objects.equals(words, canvas.getToolTipText())) {
      canvas.setToolTipText(words);
    }
  }

  private void paint(GC gc) {
    spots.clear();
    Split shown = split;
    if (shown == null || flows.isEmpty()) {
      return;
    }
    Point size = canvas.getSize();
    gc.setAntialias(SWT.ON);
    int room = size.x - 2 * MARGIN - SOURCE_WIDTH - NODE_WIDTH;
    int version = Math.max(LEAST_VERSION_WIDTH, Math.min(VERSION_WIDTH, room - 2 * LEAST_BAND));
    int band = Math.max(LEAST_BAND, (room - version) / 2);
    int x = MARGIN + SOURCE_WIDTH + band;
    int total = flows.size() * NODE_HEIGHT + (flows.size() - 1) * GAP;
    int middle = Math.max(MARGIN, (size.y - total) / 2) + total / 2;
    Rectangle node = new Rectangle(x, middle - NODE_HEIGHT / 2, NODE_WIDTH, NODE_HEIGHT);
    sources(gc, node);
    versions(gc, node, middle - total / 2, x + NODE_WIDTH + band, version);
    split(gc, shown, node);
  }

  private void sources(GC gc, Rectangle node) {
    int middle = node.y + node.height / 2;
    if (sources.isEmpty()) {
      gc.setFont(JFaceResources.getDialogFont());
      gc.setForeground(Ink.FAINT);
      String none = "no calls of late";
      gc.drawText(none, MARGIN, middle - gc.textExtent(none).y / 2, true);
      return;
    }
    int total = sources.size() * (SOURCE_HEIGHT + SOURCE_GAP) - SOURCE_GAP;
    int y = Math.max(MARGIN / 2, middle - total / 2);
    double end = middle - sources.stream().mapToDouble(flow -> wide(flow.share())).sum() / 2;
    for (SourceFlow flow : sources) {
      double width = wide(flow.share());
      Rectangle place = new Rectangle(MARGIN, y, SOURCE_WIDTH, SOURCE_HEIGHT);
      int from = place.x + place.width;
      FlowInk.band(gc, Ink.FAINT, from, y + SOURCE_HEIGHT / 2.0, node.x, end + width / 2, width);
      source(gc, flow, place);
      end += width;
      y += SOURCE_HEIGHT + SOURCE_GAP;
    }
  }

  private void source(GC gc, SourceFlow flow, Rectangle place) {
    FlowInk.box(gc, place, Ink.FAINT, 1);
    spots.add(new Spot(place, FlowWords.source(flow)));
    Image icon = Icons.image(icon(flow.source().kind()));
    gc.drawImage(icon, place.x + 6, place.y + (place.height - ICON) / 2);
    int x = place.x + ICON + 12;
    int room = place.x + place.width - x - 4;
    gc.setFont(JFaceResources.getDialogFont());
    gc.setForeground(Ink.TEXT);
    gc.drawText(FlowInk.fit(gc, flow.source().name(), room), x, place.y + 3, true);
    gc.setForeground(Ink.FAINT);
    gc.drawText(FlowWords.rate(flow.perSecond()), x, place.y + 19, true);
  }

  private static String icon(Source.Kind kind) {
    return switch (kind) {
      case HTTP -> "invoke";
      case ASYNC -> "waiting";
      case ASSOCIATION -> "association";
      case FUNCTION -> "function";
      case WORKFLOW -> "workflow";
      case JOB -> "jobs";
      case REPLAY -> "redo";
      case EVENTS, ANY -> "events";
      case SCHEDULE -> "schedule";
      case SOURCE -> "source";
      case OTHER -> "route";
    };
  }

  private void split(GC gc, Split shown, Rectangle place) {
    FlowInk.box(gc, place, Ink.LINK, 2);
    spots.add(new Spot(place, shown.label()));
    gc.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    gc.setForeground(Ink.TEXT);
    centred(gc, shown.name(), place, 5);
    gc.setFont(JFaceResources.getDialogFont());
    gc.setForeground(Ink.FAINT);
    double all = flows.stream().mapToDouble(Flow::perSecond).sum();
    centred(gc, FlowWords.rate(all), place, 25);
  }

  private static void centred(GC gc, String text, Rectangle place, int down) {
    String fits = FlowInk.fit(gc, text, place.width - INSET);
    int x = place.x + (place.width - gc.textExtent(fits).x) / 2;
    gc.drawText(fits, x, place.y + down, true);
  }

  private void versions(GC gc, Rectangle node, int top, int x, int width) {
    double begin =
        node.y + node.height / 2.0 - flows.stream().mapToDouble(FlowCanvas::wide).sum() / 2;
    int y = top;
    for (int i = 0; i < flows.size(); i++) {
      Flow flow = flows.get(i);
      double wide = wide(flow);
      double middle = y + NODE_HEIGHT / 2.0;
      FlowInk.band(gc, Shades.ink(i), node.x + node.width, begin + wide / 2, x, middle, wide);
      version(gc, flow, Shades.ink(i), new Rectangle(x, y, width, NODE_HEIGHT));
      begin += wide;
      y += NODE_HEIGHT + GAP;
    }
  }

  private static double wide(Flow flow) {
    return wide(flow.percent() / 100.0);
  }

  private static double wide(double share) {
    return Math.max(2, share * WIDEST);
  }

  private void version(GC gc, Flow flow, Color ink, Rectangle place) {
    boolean failing = flow.failed() > ALARMING;
    FlowInk.box(gc, place, failing ? Ink.BAD : ink, 2);
    spots.add(new Spot(place, FlowWords.late(flow)));
    gc.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    gc.setForeground(Ink.TEXT);
    String name = "v" + flow.version();
    int x = place.x + INSET;
    gc.drawText(name, x, place.y + 5, true);
    int next = x + gc.textExtent(name).x + 10;
    String share = flow.percent() + " %";
    gc.drawText(share, next, place.y + 5, true);
    if (flow.planned() != flow.percent()) {
      next += gc.textExtent(share).x + 6;
      gc.setForeground(Ink.WARN);
      gc.drawText("→ " + flow.planned() + " %", next, place.y + 5, true);
    }
    gc.setFont(JFaceResources.getDialogFont());
    gc.setForeground(failing ? Ink.BAD : Ink.FAINT);
    int room = place.width - 2 * INSET + 4;
    String late = FlowWords.late(flow);
    boolean fits = gc.textExtent(late).x <= room;
    gc.drawText(
        fits ? late : FlowInk.fit(gc, FlowWords.shortLate(flow), room), x, place.y + 25, true);
  }
}
