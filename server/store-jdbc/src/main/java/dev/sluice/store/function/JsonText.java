package dev.sluice.store.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.store.sql.StoredText;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Maps of strings as JSON text: a JSON column binds differently on each database. */
final class JsonText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private JsonText() {}

  static String write(Map<String, String> map) {
    try {
      return StoredText.of(JSON.writeValueAsString(new TreeMap<>(map)), Integer.MAX_VALUE);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, String> read(String json) {
    try {
      return JSON.readValue(json, STRINGS);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
