package dev.sluice.studio.ui.graph;

import dev.sluice.studio.ui.Icons;
import java.util.function.Supplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/** Tools of a canvas's size in a tool bar. Confined to the UI thread. */
public final class ZoomTools {
  private final ToolItem scale;

  /**
   * Adds them.
   *
   * @param canvas asked when a tool is used: it may be made later than these
   */
  public ZoomTools(ToolBar bar, Supplier<GraphCanvas> canvas) {
    tool(bar, "zoom-out", "Zoom out (Ctrl+-)", () -> canvas.get().zoom(1 / 1.2));
    scale = new ToolItem(bar, SWT.PUSH);
    scale.setText("100%");
    scale.setToolTipText("Zoom to 100% (Ctrl+0)");
    scale.addListener(SWT.Selection, e -> canvas.get().zoomToOne());
    tool(bar, "zoom-in", "Zoom in (Ctrl++)", () -> canvas.get().zoom(1.2));
    tool(bar, "fit", "Show all (Home)", () -> canvas.get().fit());
  }

  /** Adds a tool with an icon. */
  public static ToolItem tool(ToolBar bar, String icon, String tip, Runnable action) {
    ToolItem item = new ToolItem(bar, SWT.PUSH);
    item.setImage(Icons.image(icon));
    item.setToolTipText(tip);
    item.addListener(SWT.Selection, e -> action.run());
    return item;
  }

  /** Says how large the drawing is. */
  public void show(double now) {
    scale.setText(Math.round(now * 100) + "%");
  }
}
