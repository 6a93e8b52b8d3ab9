package dev.sluice.studio.ui.connection;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.menus.WorkbenchWindowControlContribution;

/**
 * The connection in the status line: where to, how it stands, the server's version, and a warning
 * when the server's host does not hold functions as it should. A click opens the Connect dialog; on
 * the warning, what the server says of its host.
 */
public final class ConnectionTrim extends WorkbenchWindowControlContribution {
  private final Consumer<ConnectionStatus> listener = this::show;
  private StudioSession session;
  private Label dot;
  private Label text;
  private Label badge;
  private Label warning;

  @Override
  protected Control createControl(Composite parent) {
    session = StudioServices.session();
    Composite trim = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(4).margins(6, 3).spacing(5, 0).applyTo(trim);
    dot = label(trim, "connection.dot", this::connect);
    text = label(trim, "connection.text", this::connect);
    badge = label(trim, "connection.badge", this::showHealth);
    badge.setImage(Icons.image("warning"));
    warning = label(trim, "connection.warning", this::showHealth);
    warning.setForeground(Ink.WARN);
    session.server().link().listen(listener);
    trim.addListener(SWT.Dispose, e -> session.server().link().forget(listener));
    show(session.server().link().status());
    return trim;
  }

  private void connect() {
    ConnectDialog.open(text.getShell(), session);
  }

  private void showHealth() {
    HealthDialog.open(text.getShell(), session.server().link().status());
  }

  private static Label label(Composite parent, String id, Runnable click) {
    Label label = StudioIds.mark(new Label(parent, SWT.NONE), id);
    GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.CENTER).applyTo(label);
    label.addListener(SWT.MouseUp, e -> click.run());
    return label;
  }

  private void show(ConnectionStatus status) {
    if (text.isDisposed()) {
      return;
    }
    dot.setImage(Icons.image(dot(status)));
    text.setText(sentence(status));
    text.setToolTipText(status.detail() + "\nClick to connect to another server.");
    boolean warn = status.connected() && !status.warnings().isEmpty();
    String why = String.join("\n", status.warnings()) + "\nClick to see what puts it right.";
    badge.setToolTipText(why);
    warning.setToolTipText(why);
    warning.setText(warning(status));
    Shown.set(badge, warn);
    Shown.set(warning, warn);
    makeRoom(text.getParent());
  }

  /** The tool bar and its item that hold the trim keep their widths until they are told others. */
  private static void makeRoom(Composite trim) {
    Composite holder = trim.getParent();
    if (holder.getParent() instanceof ToolBar bar) {
      int width = holder.computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
      for (ToolItem item : bar.getItems()) {
        if (item.getControl() == holder) {
          item.setWidth(width);
        }
      }
      bar.pack();
      bar.requestLayout();
    }
    trim.layout(true);
  }

  private static String dot(ConnectionStatus status) {
    return switch (status.phase()) {
      case CONNECTED -> "dot-green";
      case UNREACHABLE -> "dot-amber";
      case REFUSED -> "dot-red";
      case STARTING, NO_SERVER -> "dot-grey";
    };
  }

  private static String sentence(ConnectionStatus status) {
    return switch (status.phase()) {
      case STARTING -> "Looking for a server…";
      case NO_SERVER -> "Not connected";
      case UNREACHABLE -> status.place() + "  ·  reconnecting…";
      case REFUSED -> status.place() + "  ·  token refused";
      case CONNECTED -> status.place() + "  ·  connected" + version(status) + rights(status);
    };
  }

  /** What a token does not let do, so that nobody wonders why buttons are grey. */
  private static String rights(ConnectionStatus status) {
    if (status.mayManage()) {
      return "";
    }
    return status.mayInvoke() ? "  ·  no changes" : "  ·  view only";
  }

  private static String warning(ConnectionStatus status) {
    int count = status.warnings().size();
    return status.unsafeIsolation() ? "no sandbox" : count == 1 ? "1 warning" : count + " warnings";
  }

  private static String version(ConnectionStatus status) {
    return status.health() == null ? "" : "  ·  Sluice " + status.health().version();
  }
}
