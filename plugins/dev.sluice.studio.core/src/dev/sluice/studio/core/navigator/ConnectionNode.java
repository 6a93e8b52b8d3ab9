package dev.sluice.studio.core.navigator;

import dev.sluice.studio.core.connection.ConnectionStatus;

/** The server that Studio works with. Confined to the UI thread. */
public final class ConnectionNode extends Branch {
  private ConnectionStatus status;

  ConnectionNode(RootNode parent, ConnectionStatus status) {
    super(parent);
    this.status = status;
  }

  /** How the connection stands. */
  public ConnectionStatus status() {
    return status;
  }

  void status(ConnectionStatus now) {
    status = now;
  }

  @Override
  public String key() {
    return "connection";
  }
}
