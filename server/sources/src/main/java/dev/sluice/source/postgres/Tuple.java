package dev.sluice.source.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a row, in the order of the table's columns. */
record Tuple(List<Field> fields) {
  Tuple {
    fields = List.copyOf(fields);
  }

  /**
   * A field.
   *
   * @param text as PostgreSQL writes it; null for null, and where it is not told
   * @param told whether it is: a large value that did not change is not
   */
  record Field(@Nullable String text, boolean told) {}
}
