package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Takes the values of a term, one by one. */
interface Sink {
  /**
   * Takes one value.
   *
   * @param path where the value is; null where nobody asked, or where it is in no place
   */
  void emit(JsonNode value, @Nullable Path path);
}
