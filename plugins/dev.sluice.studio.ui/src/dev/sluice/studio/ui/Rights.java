package dev.sluice.studio.ui;

import dev.sluice.studio.core.connection.ConnectionStatus;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.ToolItem;

/**
 * Greys what the token of the connection does not allow, so that a viewer sees all and is not led
 * to what the server would refuse. Confined to the UI thread.
 */
public final class Rights {
  private Rights() {}

  /** Whether things may be changed. */
  public static boolean mayManage() {
    return status().mayManage();
  }

  /** Whether functions may be run and events handed in. */
  public static boolean mayInvoke() {
    return status().mayInvoke();
  }

  private static ConnectionStatus status() {
    return StudioServices.session().server().link().status();
  }

  /** Enables what changes something, if it is possible now and allowed. */
  public static void manage(Control control, boolean possible) {
    control.setEnabled(possible && mayManage());
  }

  /** As {@link #manage(Control, boolean)}. */
  public static void manage(ToolItem item, boolean possible) {
    item.setEnabled(possible && mayManage());
  }

  /** Enables what runs a function, if it is possible now and allowed. */
  public static void invoke(Control control, boolean possible) {
    control.setEnabled(possible && mayInvoke());
  }
}
