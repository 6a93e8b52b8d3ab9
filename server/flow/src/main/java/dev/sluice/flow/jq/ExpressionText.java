package dev.sluice.flow.jq;

import java.util.Optional;

/** Texts that may be expressions. */
public final class ExpressionText {
  private ExpressionText() {}

  /** What is inside <code>${ }</code>; empty for a text that is no expression. */
  public static Optional<String> inside(String text) {
    String stripped = text.strip();
    return stripped.startsWith("${") && stripped.endsWith("}")
        ? Optional.of(stripped.substring(2, stripped.length() - 1).strip())
        : Optional.empty();
  }

  /** The expression of a text that is always one, with <code>${ }</code> or without. */
  public static String of(String text) {
    return inside(text).orElse(text.strip());
  }
}
