package dev.sluice.app.http;

import static dev.sluice.app.http.EventAttributes.invalid;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event in the JSON format. JSON data is kept letter for letter, so that no number loses a
 * digit. Confined to its thread.
 */
final class CloudEventReader {
  private final JsonParser parser;
  private final String body;
  private final CloudEventBuilder event = CloudEventBuilder.v1();
  private final Set<String> names = new HashSet<>();
  private String contentType = MediaTypes.JSON;
  private @Nullable String json;
  private @Nullable String text;
  private byte @Nullable [] bytes;

  private CloudEventReader(JsonParser parser, String body) {
    this.parser = parser;
    this.body = body;
  }

  /**
   * Reads the value that the parser stands at the beginning of.
   *
   * @param body what the parser reads
   */
  static CloudEvent read(JsonParser parser, String body) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw invalid("A CloudEvent in JSON is an object.");
    }
    return new CloudEventReader(parser, body).object();
  }

  private CloudEvent object() throws IOException {
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (!seen.add(name)) {
        throw invalid("The CloudEvent has '" + name + "' twice.");
      }
      JsonToken value = parser.nextToken();
      switch (name) {
        case "data" -> data(value);
        case "data_base64" -> base64(value);
        default -> attribute(name, value);
      }
    }
    EventAttributes.checkRequired(names);
    if (json != null && bytes != null) {
      throw invalid("The CloudEvent has both 'data' and 'data_base64'.");
    }
    if (bytes != null) {
      event.withData(bytes);
    } else if (json != null) {
      boolean isJson = MediaTypes.isJson(MediaTypes.bare(contentType));
      String data = text == null || isJson ? json : text;
      event.withData(data.getBytes(StandardCharsets.UTF_8));
    }
    return event.build();
  }

  private void attribute(String name, JsonToken value) throws IOException {
    EventAttributes.checkName(name);
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    names.add(name);
    boolean mustBeText = EventAttributes.isText(name);
    if (value == JsonToken.VALUE_STRING) {
      String given = parser.getText();
      EventAttributes.set(event, name, given);
      if (name.equals("datacontenttype")) {
        contentType = given;
      }
    } else if (!mustBeText && value.isBoolean()) {
      event.withExtension(name, Boolean.valueOf(value == JsonToken.VALUE_TRUE));
    } else if (!mustBeText && value == JsonToken.VALUE_NUMBER_INT) {
      event.withExtension(name, integer(name));
    } else {
      throw invalid(
          "The CloudEvent's '"
              + name
              + "' is not "
              + (mustBeText ? "a text." : "a text, a boolean or an integer."));
    }
  }

  private Integer integer(String name) throws IOException {
    String digits = parser.getText();
    try {
      return Integer.valueOf(digits);
    } catch (NumberFormatException e) {
      throw invalid("The CloudEvent's '" + name + "' is not an integer of 32 bits.");
    }
  }

  private void data(JsonToken value) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    if (value == JsonToken.VALUE_STRING) {
      text = parser.getText();
    }
    parser.skipChildren();
    parser.finishToken();
    json = body.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  private void base64(JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    try {
      if (value == JsonToken.VALUE_STRING) {
        bytes = Base64Variants.MIME_NO_LINEFEEDS.decode(parser.getText());
        return;
      }
    } catch (IllegalArgumentException e) {
      // As for what is no text.
    }
    throw invalid("The CloudEvent's 'data_base64' is not Base64.");
  }
}
