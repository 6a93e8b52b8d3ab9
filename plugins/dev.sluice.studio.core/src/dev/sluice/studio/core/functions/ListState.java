package dev.sluice.studio.core.functions;

/** What the list of functions has to show. */
public enum ListState {
  /** Nothing has come from the server yet. */
  LOADING,
  /** There is no server to ask, and nothing is known. */
  DISCONNECTED,
  /** The server has no function. */
  EMPTY,
  /** No function matches the filter. */
  NO_MATCH,
  /** There are functions to show. */
  LISTED
}
