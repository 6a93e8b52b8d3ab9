package dev.sluice.studio.ui;

import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Control;

/** Shows and hides controls in a grid so that hidden ones take no room. */
public final class Shown {
  private Shown() {}

  /** Shows or hides a control that has grid data; the caller then lays its parent out. */
  public static void set(Control control, boolean shown) {
    ((GridData) control.getLayoutData()).exclude = !shown;
    control.setVisible(shown);
  }
}
