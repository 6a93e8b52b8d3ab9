package dev.sluice.source.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.spi.source.PushSource.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers services that ask for a proof of their own before they send anything, as Slack does. */
final class Challenges {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_BYTES = 4_096;

  private Challenges() {}

  /** What the sender wants to hear, or null for an ordinary request. */
  static byte @Nullable [] answer(Request request) {
    byte[] body = request.body();
    if (body.length == 0 || body.length > MOST_BYTES || body[0] != '{') {
      return null;
    }
    String type = null;
    String challenge = null;
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING && name.equals("type")) {
          type = parser.getText();
        } else if (value == JsonToken.VALUE_STRING && name.equals("challenge")) {
          challenge = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      return null; // it is not for here to say that the body is no JSON
    }
    return "url_verification".equals(type) && challenge != null
        ? challenge.getBytes(StandardCharsets.UTF_8)
        : null;
  }
}
