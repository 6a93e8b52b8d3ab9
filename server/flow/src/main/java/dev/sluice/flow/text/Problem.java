package dev.sluice.flow.text;

/**
 * Something that is wrong in a document. Immutable.
 *
 * @param message one sentence without a full stop, that says what to do where that is not plain
 * @param path a JSON pointer to what is wrong; empty for the whole document
 */
public record Problem(ProblemCode code, String message, String path, Position position) {
  /** Whether the document is of use in spite of it. */
  public boolean isWarning() {
    return code.isWarning();
  }
}
