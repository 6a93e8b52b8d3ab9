package dev.sluice.studio.ui.graph;

import dev.sluice.studio.core.graph.Glyph;
import dev.sluice.studio.core.graph.Tone;
import dev.sluice.studio.ui.Ink;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Transform;

/** Glyphs as paths of a device, and the colours of tones. Dispose it with its owner. */
public final class GlyphPaths {
  private static final Map<Tone, Color> INKS = new EnumMap<>(Tone.class);
  private static final Map<Tone, Color> PAPERS = new EnumMap<>(Tone.class);

  static {
    for (Tone tone : Tone.values()) {
      INKS.put(tone, Ink.of(tone.ink(), tone.darkInk()));
      PAPERS.put(tone, Ink.of(tone.paper(), tone.darkPaper()));
    }
  }

  private final Device device;
  private final Map<Glyph, Path> paths = new EnumMap<>(Glyph.class);

  public GlyphPaths(Device device) {
    this.device = device;
  }

  /** For lines and glyphs. */
  public static Color ink(Tone tone) {
    return INKS.get(tone);
  }

  /** For the ground below them. */
  public static Color paper(Tone tone) {
    return PAPERS.get(tone);
  }

  /** Draws a glyph in a square of 16 whose left upper corner this is. */
  public void draw(GC gc, Glyph glyph, double x, double y, Color color) {
    Transform before = new Transform(device);
    gc.getTransform(before);
    Transform moved = new Transform(device);
    gc.getTransform(moved);
    moved.translate((float) x, (float) y);
    gc.setTransform(moved);
    gc.setForeground(color);
    gc.setLineWidth(0);
    gc.setLineAttributes(
        new org.eclipse.swt.graphics.LineAttributes(1.6f, SWT.CAP_ROUND, SWT.JOIN_ROUND));
    gc.drawPath(paths.computeIfAbsent(glyph, this::path));
    gc.setTransform(before);
    moved.dispose();
    before.dispose();
  }

  private Path path(Glyph glyph) {
    Path path = new Path(device);
    String[] words = glyph.path().split(" ");
    int at = 0;
    while (at < words.length) {
      switch (words[at]) {
        case "M" -> path.moveTo(number(words, at + 1), number(words, at + 2));
        case "L" -> path.lineTo(number(words, at + 1), number(words, at + 2));
        case "C" ->
            path.cubicTo(
                number(words, at + 1),
                number(words, at + 2),
                number(words, at + 3),
                number(words, at + 4),
                number(words, at + 5),
                number(words, at + 6));
        default -> path.close();
      }
      at += words[at].equals("Z") ? 1 : words[at].equals("C") ? 7 : 3;
    }
    return path;
  }

  private static float number(String[] words, int at) {
    return Float.parseFloat(words[at]);
  }

  public void dispose() {
    paths.values().forEach(Path::dispose);
    paths.clear();
  }
}
