package dev.sluice.studio.core.connection;

/** How the connection to the server stands. */
public enum ConnectionPhase {
  /** Nothing has been tried yet. */
  STARTING,
  /** There is no address to try: no server runs on this machine. Looked for again and again. */
  NO_SERVER,
  /** The server answers and events come in. */
  CONNECTED,
  /** The server does not answer. Tried again and again. */
  UNREACHABLE,
  /** The server answers, but not to this token. Tried again when the address or token changes. */
  REFUSED
}
