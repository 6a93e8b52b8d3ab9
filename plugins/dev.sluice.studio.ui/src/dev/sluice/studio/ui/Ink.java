package dev.sluice.studio.ui;

import org.eclipse.swt.graphics.Color;

/** The colours of Studio, readable on its light background. */
public final class Ink {
  public static final Color TEXT = new Color(31, 36, 44);
  public static final Color FAINT = new Color(105, 114, 127);
  public static final Color LINK = new Color(27, 92, 158);
  public static final Color PAPER = new Color(255, 255, 255);
  public static final Color CURRENT_LINE = new Color(240, 245, 252);
  public static final Color GOOD = new Color(31, 122, 77);
  public static final Color WARN = new Color(168, 82, 0);
  public static final Color BAD = new Color(185, 36, 36);
  public static final Color TRACK = new Color(222, 227, 233);
  public static final Color INFO_PAPER = new Color(231, 241, 252);
  public static final Color GOOD_PAPER = new Color(230, 246, 236);
  public static final Color WARN_PAPER = new Color(255, 244, 219);
  public static final Color BAD_PAPER = new Color(253, 234, 234);

  private Ink() {}
}
