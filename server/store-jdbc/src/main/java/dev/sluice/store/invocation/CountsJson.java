package dev.sluice.store.invocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What functions counted, in a column. */
public final class CountsJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

  private CountsJson() {}

  /** An object by names, in their order. */
  public static String write(Map<String, Long> counts) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(counts));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("counts have no JSON", e);
    }
  }

  /** What was written; nothing for null. */
  public static Map<String, Long> read(@Nullable String json) {
    if (json == null) {
      return Map.of();
    }
    try {
      return JSON.readValue(json, COUNTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored counts cannot be read", e);
    }
  }
}
