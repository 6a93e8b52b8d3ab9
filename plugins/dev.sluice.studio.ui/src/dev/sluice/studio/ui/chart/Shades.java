package dev.sluice.studio.ui.chart;

import dev.sluice.studio.ui.Ink;
import java.util.List;
import org.eclipse.swt.graphics.Color;

/** The colours of lines: told apart also by those who do not see all colours (Okabe and Ito). */
public final class Shades {
  private static final List<Color> INKS =
      List.of(
          Ink.of(0x0072b2, 0x4dabe5),
          Ink.of(0xd55e00, 0xff8c42),
          Ink.of(0x009e73, 0x2ecc97),
          Ink.of(0xcc79a7, 0xe299c1),
          Ink.of(0xe69f00, 0xf0be46),
          Ink.of(0x56b4e9, 0x96d2f5),
          Ink.of(0x7570b3, 0xa5a0e1),
          Ink.of(0x666666, 0xaaaaaa));

  private Shades() {}

  /** The colour for SWT; it has no handle and need not be disposed. */
  public static Color ink(int shade) {
    return INKS.get(shade % INKS.size());
  }

  /** The colour for Java2D. */
  static java.awt.Color awt(int shade, boolean faint) {
    Color ink = ink(shade);
    return new java.awt.Color(ink.getRed(), ink.getGreen(), ink.getBlue(), faint ? 110 : 255);
  }
}
