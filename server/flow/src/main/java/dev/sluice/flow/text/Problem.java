package dev.sluice.flow.text;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong in a document. Immutable.
 *
 * @param message one sentence without a full stop, that says what to do where that is not plain
 * @param path a JSON pointer to what is wrong; empty for the whole document
 * @param meant what is there and was probably meant, in the place of what is written; null for
 *     nothing
 */
public record Problem(
    ProblemCode code, String message, String path, Position position, @Nullable String meant) {

  /** One of which nobody knows what was meant. */
  public Problem(ProblemCode code, String message, String path, Position position) {
    this(code, message, path, position, null);
  }

  /** Whether the document is of use in spite of it. */
  public boolean isWarning() {
    return code.isWarning();
  }
}
