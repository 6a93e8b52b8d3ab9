package dev.sluice.flow.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a file.
 *
 * @param document null when the text has no tree
 * @param problems why it has none; empty otherwise
 */
public record Reading(@Nullable Document document, List<Problem> problems) {
  public Reading {
    problems = List.copyOf(problems);
  }

  /**
   * The document.
   *
   * @throws IllegalStateException when there is none; the message is the first problem's
   */
  public Document orThrow() {
    if (document == null) {
      throw new IllegalStateException(problems.get(0).message());
    }
    return document;
  }
}
