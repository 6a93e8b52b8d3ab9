package dev.sluice.app.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.StreamedJson;
import java.io.IOException;

/** Looks through the JSON of events without building anything from it. Thread-safe. */
final class JsonPayload {
  private JsonPayload() {}

  /** Whether there is one JSON value in UTF-8. */
  static boolean isValue(byte[] body) {
    try {
      check(body);
      return true;
    } catch (SluiceException e) {
      return false;
    }
  }

  /**
   * Makes sure that there is one JSON value in UTF-8.
   *
   * @throws SluiceException {@code INVALID_JSON} with line and column
   */
  static void check(byte[] body) {
    requireUtf8(body);
    try (JsonParser parser = StreamedJson.FACTORY.createParser(body)) {
      if (parser.nextToken() == null) {
        throw new SluiceException(
            ErrorCode.INVALID_JSON, "The body is blank.", "Send one JSON value in UTF-8.");
      }
      parser.skipChildren();
      finishToken(parser);
      requireEnd(parser);
    } catch (JsonProcessingException e) {
      throw JsonErrors.translate(e);
    } catch (IOException e) {
      throw JsonErrors.notUtf8(e);
    }
  }

  /** A text is only read to its end when somebody wants it or the next token. */
  private static void finishToken(JsonParser parser) throws IOException {
    parser.finishToken();
  }

  private static void requireEnd(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw JsonErrors.moreThanOne(parser);
    }
  }

  /** The parser also takes UTF-16 and UTF-32, and a mark; the hosts do not. */
  private static void requireUtf8(byte[] body) {
    boolean marked = body.length > 0 && (body[0] & 0xff) >= 0xef;
    boolean wide = body.length > 1 && (body[0] == 0 || body[1] == 0);
    if (marked || wide) {
      throw new SluiceException(
          ErrorCode.INVALID_JSON,
          "The body is not JSON in UTF-8, or begins with a byte order mark.",
          "Send one JSON value in UTF-8, without a mark.");
    }
  }
}
