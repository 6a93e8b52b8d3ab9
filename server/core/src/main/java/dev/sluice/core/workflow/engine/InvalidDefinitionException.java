package dev.sluice.core.workflow.engine;

/** A definition cannot be run; the message says why, with the place as a JSON pointer. */
public final class InvalidDefinitionException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidDefinitionException(String pointer, String sentence) {
    super((pointer.isEmpty() ? "" : pointer + ": ") + sentence);
  }
}
