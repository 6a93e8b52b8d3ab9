package dev.sluice.core.invocation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.StreamedJson;
import dev.sluice.core.Text;
import dev.sluice.core.function.Qualifiers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a function asks. Nothing is built of what it sends with it, which would take many times as
 * much memory as it has bytes. Immutable, thread-safe.
 *
 * @param ask what for
 * @param texts of its other fields that are texts
 * @param event in JSON, letter for letter; null where there is none
 */
record Question(String ask, Map<String, String> texts, @Nullable String event) {
  /**
   * Reads one.
   *
   * @throws SluiceException {@code INVALID_REQUEST}
   */
  static Question read(byte[] sent) {
    try {
      String json = utf8(sent);
      try (JsonParser parser = StreamedJson.FACTORY.createParser(json)) {
        return read(parser, json);
      }
    } catch (IOException e) {
      throw invalid("The question is not JSON in UTF-8, or is nested too deeply.");
    }
  }

  private static Question read(JsonParser parser, String json) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw invalid("The question is no object.");
    }
    Map<String, String> texts = new HashMap<>();
    String event = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("event")) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        event = json.substring(start, (int) parser.currentLocation().getCharOffset());
      } else if (value == JsonToken.VALUE_STRING) {
        texts.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw invalid("There is something behind the question.");
    }
    return new Question(texts.getOrDefault("ask", ""), Map.copyOf(texts), event);
  }

  /** Whether something is one value in JSON that a host can read. */
  static boolean isAnswer(byte[] body) {
    try (JsonParser parser = StreamedJson.FACTORY.createParser(utf8(body))) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** The name of what it asks for. */
  String name() {
    String name = texts.get("name");
    if (name == null || name.isEmpty()) {
      throw invalid("The name is no text.");
    }
    return name;
  }

  String qualifier() {
    return texts.getOrDefault("qualifier", Qualifiers.LATEST);
  }

  /** Whether it waits for what it asks to be run. */
  boolean waits() {
    String mode = texts.getOrDefault("mode", "sync");
    if (!mode.equals("sync") && !mode.equals("async")) {
      throw invalid("The mode '" + Text.shorten(mode, 80) + "' is neither sync nor async.");
    }
    return mode.equals("sync");
  }

  static SluiceException invalid(String detail) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, null);
  }
}
