package dev.sluice.source.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.spi.binding.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Bytes from elsewhere as JSON, and back: JSON as it is, a text as a text, and anything else as
 * {@code {"base64": "..."}}.
 */
public final class Content {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE64 = "base64";
  private static final Pattern NOT_SEGMENT = Pattern.compile("(^|.*/)\\.\\.?(/.*|$)");

  private Content() {}

  /**
   * What was read.
   *
   * @param type its media type; empty where nobody said
   */
  public static JsonNode read(byte[] bytes, String type) {
    if (isJson(type)) {
      try {
        JsonNode tree = JSON.readTree(bytes);
        return tree.isMissingNode() ? JsonNodeFactory.instance.nullNode() : tree;
      } catch (IOException e) {
        return text(bytes); // it says so and is none
      }
    }
    return text(bytes);
  }

  private static boolean isJson(String type) {
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).endsWith("json");
  }

  private static JsonNode text(byte[] bytes) {
    try {
      return JsonNodeFactory.instance.textNode(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      return object.put(BASE64, bytes);
    }
  }

  /**
   * What is to be written.
   *
   * @param bytes of it
   * @param type its media type
   */
  public record Written(byte[] bytes, String type) {}

  /** What a function has set, as JSON. */
  public static Written write(byte[] value) throws IOException {
    JsonNode tree = JSON.readTree(value);
    if (tree.isTextual()) {
      return new Written(
          tree.textValue().getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }
    if (tree.isObject() && tree.size() == 1 && tree.path(BASE64).isTextual()) {
      return new Written(tree.get(BASE64).binaryValue(), "application/octet-stream");
    }
    return new Written(value, "application/json");
  }

  /** As bytes. */
  public static byte[] json(JsonNode tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All of a stream, which has at most so many bytes. */
  public static byte[] all(InputStream stream, int limit) throws IOException, TooLargeException {
    byte[] bytes = stream.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new TooLargeException(limit);
    }
    return bytes;
  }

  /** Whether a path has a part that leads to another place than it says. */
  public static boolean wanders(String path) {
    return NOT_SEGMENT.matcher(path).matches();
  }

  /** Refuses what no name of a file or an object may have. */
  public static String plain(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a part of it is empty");
    }
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("a part of it has control characters");
    }
    return text;
  }
}
