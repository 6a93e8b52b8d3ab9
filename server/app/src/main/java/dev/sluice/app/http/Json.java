package dev.sluice.app.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Wire records from and to JSON; strict in what it takes. Thread-safe. */
final class Json {
  private static final int MAX_DEPTH = 100;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final ObjectMapper EXACT =
      MAPPER.copy().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Json() {}

  /**
   * Reads a record.
   *
   * @throws SluiceException {@code INVALID_JSON} with line and column, or {@code INVALID_REQUEST}
   *     with the field
   */
  static <T> T read(byte[] body, Class<T> type) {
    return read(MAPPER, body, type);
  }

  /** As {@link #read}; values of any kind in it keep all digits of their numbers. */
  static <T> T readExactly(byte[] body, Class<T> type) {
    return read(EXACT, body, type);
  }

  private static <T> T read(ObjectMapper mapper, byte[] body, Class<T> type) {
    if (body.length == 0) {
      throw new SluiceException(
          ErrorCode.INVALID_JSON, "The body is empty.", "Send a JSON object.");
    }
    try (JsonParser parser = mapper.createParser(body)) {
      T value = mapper.readValue(parser, type);
      if (value == null) {
        throw new SluiceException(
            ErrorCode.INVALID_REQUEST, "The body is null.", "Send a JSON object.");
      }
      if (parser.nextToken() != null) {
        throw JsonErrors.moreThanOne(parser);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw JsonErrors.translate(e);
    } catch (IOException e) {
      throw JsonErrors.notUtf8(e);
    }
  }

  /**
   * Hands out the values of a JSON array, or of JSON values one after the other, as JSON lines have
   * them; arrays one after the other are read as one. Each comes on one line.
   *
   * @throws SluiceException {@code INVALID_JSON} with line and column
   * @throws IOException of the text
   */
  static void eachItem(InputStream text, Consumer<byte[]> taker) throws IOException {
    try (JsonParser parser = EXACT.createParser(text)) {
      boolean inArray = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.END_ARRAY || (token == JsonToken.START_ARRAY && !inArray)) {
          inArray = token == JsonToken.START_ARRAY;
        } else {
          taker.accept(write(EXACT.<JsonNode>readTree(parser)));
        }
      }
    } catch (JsonProcessingException e) {
      throw JsonErrors.translate(e);
    } catch (CharConversionException e) {
      throw JsonErrors.notUtf8(e);
    }
  }

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a wire record cannot be written", e);
    }
  }
}
