package dev.sluice.studio.core.operate;

import dev.sluice.studio.core.connection.ConnectionStatus;

/** What presenters of lists tell their views, on the UI thread. */
public interface ListView {

  /** Another list, or another sentence. */
  void listChanged();

  /** The connection has changed. */
  void connectionChanged(ConnectionStatus status);
}
