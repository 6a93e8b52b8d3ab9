package dev.sluice.store.association;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.association.Association.Rule;
import java.io.UncheckedIOException;

/** Rules of associations as JSON text. */
final class RuleJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RuleJson() {}

  static String write(Rule rule) {
    try {
      return JSON.writeValueAsString(rule);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Rule read(String json) {
    try {
      return JSON.readValue(json, Rule.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
