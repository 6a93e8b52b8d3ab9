package dev.sluice.studio.core.invoke;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;

/** Checks and formats JSON as people type and read it. */
public final class JsonText {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonText() {}

  /**
   * Where text is not JSON.
   *
   * @param line from 1
   * @param column from 1
   */
  public record Problem(int line, int column, String message) {}

  /** What is wrong with the text; empty when it is JSON. Blank text is not JSON. */
  public static Optional<Problem> check(String text) {
    if (text.isBlank()) {
      return Optional.of(new Problem(1, 1, "There is nothing"));
    }
    try {
      JSON.readTree(text);
      return Optional.empty();
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String message = e.getOriginalMessage().lines().findFirst().orElse("not JSON");
      return Optional.of(
          at == null
              ? new Problem(1, 1, message)
              : new Problem(at.getLineNr(), at.getColumnNr(), message));
    }
  }

  /** The text with each value on a line of its own; unchanged when it is not JSON. */
  public static String pretty(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isMissingNode() ? text : JSON.writer(printer()).writeValueAsString(node);
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  /** The value that the text is; empty when it is not JSON. */
  public static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The first so many characters of a value with each part on a line of its own. */
  public static String pretty(JsonNode value, int most) {
    Beginning beginning = new Beginning(most);
    try {
      JSON.writer(printer()).writeValue(beginning, value);
    } catch (IOException e) {
      if (beginning.left() > 0) {
        throw new UncheckedIOException("nothing is written but memory", e);
      }
    }
    return beginning.toString();
  }

  /** A value as JSON, with each value on a line of its own. */
  public static String of(Object value) {
    try {
      return JSON.writer(printer()).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a value that is not JSON's", e);
    }
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            DefaultPrettyPrinter.DEFAULT_SEPARATORS
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("")
                .withObjectFieldValueSpacing(
                    com.fasterxml.jackson.core.util.Separators.Spacing.AFTER));
    printer.indentObjectsWith(indent);
    printer.indentArraysWith(indent);
    return printer;
  }

  /** Takes what is written until it is full, and ends the writing then. */
  private static final class Beginning extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int most;

    Beginning(int most) {
      this.most = most;
    }

    int left() {
      return most - text.length();
    }

    @Override
    public void write(char[] from, int offset, int length) throws IOException {
      text.append(from, offset, Math.min(length, left()));
      if (left() == 0) {
        throw new IOException("full");
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
