package dev.sluice.studio.ui.chart;

import org.eclipse.swt.graphics.Color;

/** The colours of lines: told apart also by those who do not see all colours (Okabe and Ito). */
public final class Shades {
  private static final int[][] RGB = {
    {0, 114, 178},
    {213, 94, 0},
    {0, 158, 115},
    {204, 121, 167},
    {230, 159, 0},
    {86, 180, 233},
    {117, 112, 179},
    {102, 102, 102},
  };

  private Shades() {}

  /** The colour for SWT; it has no handle and need not be disposed. */
  public static Color ink(int shade) {
    int[] rgb = RGB[shade % RGB.length];
    return new Color(rgb[0], rgb[1], rgb[2]);
  }

  /** The colour for Java2D. */
  static java.awt.Color awt(int shade, boolean faint) {
    int[] rgb = RGB[shade % RGB.length];
    return new java.awt.Color(rgb[0], rgb[1], rgb[2], faint ? 110 : 255);
  }
}
