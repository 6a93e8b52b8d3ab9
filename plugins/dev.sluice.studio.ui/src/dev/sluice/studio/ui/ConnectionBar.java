package dev.sluice.studio.ui;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.ui.MessageBar.Choice;
import dev.sluice.studio.ui.MessageBar.Tone;
import dev.sluice.studio.ui.connection.ConnectDialog;
import org.eclipse.swt.widgets.Composite;

/** Says in a view that the server is away, and how to get it back. Confined to the UI thread. */
public final class ConnectionBar {
  private final MessageBar bar;
  private final Choice connect;
  private final Choice retry;

  /** A bar at this place, with the state of now. */
  public ConnectionBar(Composite parent, int columns, StudioSession session, String id) {
    bar = new MessageBar(parent, columns, id);
    connect = new Choice("Connect…", () -> ConnectDialog.open(parent.getShell(), session));
    retry = new Choice("Try Now", session.server().link()::reconnect);
    show(session.server().link().status());
  }

  /** Says nothing, whatever the state: where the view itself says it. */
  public void hide() {
    bar.hide();
  }

  /** Shows another state. */
  public void show(ConnectionStatus status) {
    switch (status.phase()) {
      case STARTING, CONNECTED -> bar.hide();
      case NO_SERVER -> bar.show(Tone.INFO, status.detail(), connect);
      case UNREACHABLE -> bar.show(Tone.WARN, status.detail(), retry);
      case REFUSED -> bar.show(Tone.BAD, status.detail(), connect);
    }
  }
}
