package dev.sluice.studio.ui;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Widget;

/**
 * The colours of Studio, all of them: each for the light and for the dark theme. Texts have a
 * contrast of 4.5 to 1 at least to their ground, lines and signs one of 3 to 1. They are chosen
 * when Studio starts. Immutable.
 */
public final class Ink {
  /** Whether the ground is dark. */
  public static final boolean DARK = Theme.isDark();

  private static final Set<Color> ALL = ConcurrentHashMap.newKeySet();

  public static final Color TEXT = of(0x1f242c, 0xd7dae0);
  public static final Color FAINT = of(0x69727f, 0xb0b7c2);
  public static final Color LINK = of(0x1b5c9e, 0x6fb0f0);
  public static final Color PAPER = of(0xffffff, 0x2f2f2f);
  public static final Color CURRENT_LINE = of(0xf0f5fc, 0x393d44);
  public static final Color GOOD = of(0x1f7a4d, 0x5cc48d);
  public static final Color WARN = of(0xa85200, 0xe6a04a);
  public static final Color BAD = of(0xb92424, 0xf48771);
  public static final Color TRACK = of(0xdee3e9, 0x4a4d52);
  public static final Color INFO_PAPER = of(0xe7f1fc, 0x263b52);
  public static final Color GOOD_PAPER = of(0xe6f6ec, 0x24402f);
  public static final Color WARN_PAPER = of(0xfff4db, 0x4a3b1c);
  public static final Color BAD_PAPER = of(0xfdeaea, 0x502b2b);

  /** What is below the nodes of a drawing. */
  public static final Color GROUND = of(0xf7f8fa, 0x262729);

  /** Lines that help the eye. */
  public static final Color GRID = of(0xe4e8ee, 0x3b3e43);

  /** The inside of a node that has nodes inside. */
  public static final Color INSIDE = of(0xfbfcfd, 0x2b2c2f);

  /** What is selected, or is dropped on. */
  public static final Color ACCENT = of(0x1a73e8, 0x4c9aff);

  /** What has just changed. */
  public static final Color FLASH = of(0xffc107, 0xffc107);

  /** The ground of what the pointer is over. */
  public static final Color HOVER = of(0xe8f0fd, 0x3a4556);

  /** The edge of a small drawing. */
  public static final Color EDGE = of(0xced4dc, 0x5a5f66);

  /** What is yet to come. */
  public static final Color PENDING = of(0xc4cbd4, 0x6b7078);

  /** The bracket that belongs to the one at the caret. */
  public static final Color BRACKET = of(0x708096, 0x8d9bb0);

  /** Lines that the other side of a comparison has and this one does not. */
  public static final Color GAP = of(0xf3f4f6, 0x27282a);

  private Ink() {}

  /** A colour of both themes, as 0xRRGGBB. It has no handle and need not be disposed. */
  public static Color of(int light, int dark) {
    int rgb = DARK ? dark : light;
    Color color = new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    ALL.add(color);
    return color;
  }

  /** The same colour for pictures that are drawn without SWT. */
  public static java.awt.Color awt(Color color) {
    return new java.awt.Color(color.getRed(), color.getGreen(), color.getBlue());
  }

  /**
   * Keeps the platform's dark style sheet from what has a colour of ours: it would paint all texts
   * alike, also those that are red for a reason. Call it before the style sheet comes to the
   * widget.
   */
  public static void keep(Widget widget) {
    if (widget instanceof Control control
        && (ALL.contains(control.getForeground()) || ALL.contains(control.getBackground()))) {
      control.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    }
  }
}
