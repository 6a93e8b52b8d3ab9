package dev.sluice.studio.core.navigator;

/** What the Navigator has to show. */
public enum ListState {
  /** Nothing has come from the server yet. */
  LOADING,
  /** There is no server to ask, and nothing is known. */
  DISCONNECTED,
  /** Nothing passes the filter. */
  NO_MATCH,
  /** The tree. */
  LISTED
}
