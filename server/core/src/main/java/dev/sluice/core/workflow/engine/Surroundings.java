package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.core.IdSource;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * What a turn asks of the world. All that comes of it is in the history.
 *
 * @param secrets by name, those that the workflow may see
 * @param runtime what {@code $runtime} is
 * @param steps how many tasks one turn does at most
 */
public record Surroundings(
    Instant now,
    IdSource ids,
    DoubleSupplier chance,
    JsonNode secrets,
    JsonNode runtime,
    int steps) {

  private static final JsonNode RUNTIME =
      JsonNodeFactory.instance.objectNode().put("name", "sluice");

  /** Those of this runtime, without secrets. */
  public static Surroundings of(Instant now, IdSource ids, DoubleSupplier chance, int steps) {
    return new Surroundings(
        now, ids, chance, JsonNodeFactory.instance.objectNode(), RUNTIME, steps);
  }

  /** The same, with these secrets. */
  public Surroundings with(JsonNode others) {
    return new Surroundings(now, ids, chance, others, runtime, steps);
  }
}
