package dev.sluice.studio.core.editor;

/**
 * What the editor's message bar says.
 *
 * @param text one or two sentences
 */
public record Notice(Kind kind, String text) {

  /** What kind of message, and with it what can be done about it. */
  public enum Kind {
    /** Went well; goes away with the next change. */
    DONE,
    /** Did not work; can be tried again. */
    FAILED,
    /** The server has something newer: reload it, or overwrite it. */
    CONFLICT,
    /** The function is gone from the server. */
    GONE
  }
}
