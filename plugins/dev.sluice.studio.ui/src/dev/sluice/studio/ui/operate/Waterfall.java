package dev.sluice.studio.ui.operate;

import dev.sluice.api.InvocationInfo;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.chart.Shades;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.jspecify.annotations.Nullable;

/** Where the time of an invocation went, phase below phase. Confined to the UI thread. */
final class Waterfall {
  private static final int ROW = 20;
  private static final int NAME = 150;
  private static final int VALUE = 78;
  private static final int LEAST = 3;
  private static final double SMALL = 0.005;

  private final Canvas canvas;
  private List<Phase> phases = List.of();
  private double whole = 1;

  /** A part of the time, in milliseconds from the receipt of the call. */
  private record Phase(String name, double from, double length, Color color) {}

  Waterfall(Composite parent) {
    canvas = StudioIds.mark(new Canvas(parent, SWT.DOUBLE_BUFFERED), "invocations.waterfall");
    canvas.setBackground(Ink.PAPER);
    canvas.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    canvas.addListener(SWT.Paint, event -> paint(event.gc));
  }

  Canvas control() {
    return canvas;
  }

  /** The height that its rows need. */
  int height() {
    return Math.max(1, phases.size()) * ROW + 6;
  }

  /** Shows an invocation; null shows nothing. */
  void show(@Nullable InvocationInfo info) {
    phases = info == null ? List.of() : phases(info);
    whole = phases.stream().mapToDouble(phase -> phase.from() + phase.length()).max().orElse(1);
    whole = Math.max(whole, SMALL);
    canvas.redraw();
  }

  private static List<Phase> phases(InvocationInfo info) {
    List<Phase> found = new ArrayList<>();
    Double duration = info.durationMs();
    InvocationInfo.Phases parts = info.phases();
    if (duration == null || parts == null) {
      return found;
    }
    double at = 0;
    Double delay = info.delayMs();
    if (delay != null) {
      found.add(new Phase("Delay in the queue", 0, delay, Ink.FAINT));
      at = delay;
    }
    double known = parts.queue() + parts.sandbox() + parts.load() + parts.handler();
    found.add(new Phase("Wait for an instance", at, parts.queue(), Shades.ink(4)));
    at += parts.queue();
    if ("cold".equals(info.start())) {
      found.add(new Phase("Start of the sandbox", at, parts.sandbox(), Shades.ink(5)));
      at += parts.sandbox();
      found.add(new Phase("Loading of the code", at, parts.load(), Shades.ink(0)));
      at += parts.load();
    }
    found.add(new Phase("Handler", at, parts.handler(), Shades.ink(2)));
    at += parts.handler();
    found.add(new Phase("Gateway", at, Math.max(0, duration - known), Shades.ink(6)));
    return found;
  }

  private void paint(GC gc) {
    Point size = canvas.getSize();
    gc.setAntialias(SWT.ON);
    if (phases.isEmpty()) {
      gc.setForeground(Ink.FAINT);
      gc.drawText("It has not ended, or found no instance.", 4, 4, true);
      return;
    }
    int room = Math.max(20, size.x - NAME - VALUE);
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      int y = 3 + i * ROW;
      gc.setForeground(Ink.TEXT);
      gc.drawText(phase.name(), 4, y, true);
      int from = NAME + (int) Math.round(phase.from() / whole * room);
      int width = Math.max(LEAST, (int) Math.round(phase.length() / whole * room));
      if (phase.length() < SMALL) {
        gc.setForeground(Ink.FAINT);
        gc.drawText("–", NAME + room + 10, y, true);
        continue;
      }
      gc.setBackground(phase.color());
      gc.fillRoundRectangle(Math.min(from, NAME + room - width), y + 3, width, ROW - 8, 4, 4);
      gc.setForeground(Ink.TEXT);
      gc.drawText(Times.millis(phase.length()), NAME + room + 10, y, true);
    }
  }
}
