package dev.sluice.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field that is not as it should be.
 *
 * @param field like {@code memoryMiB} or {@code environment.REGION}
 * @param from null where there is nothing yet
 * @param to null where nothing stays
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(String field, @Nullable Object from, @Nullable Object to) {
  /** Adds one where the two differ. */
  static void add(String field, @Nullable Object from, @Nullable Object to, List<Difference> into) {
    if (!Objects.equals(from, to)) {
      into.add(new Difference(field, from, to));
    }
  }
}
