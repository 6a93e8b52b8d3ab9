package dev.sluice.source.postgres;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a row, or to a whole table.
 *
 * @param old what was before; only the fields of the key where {@code oldKeyOnly}
 * @param fresh what is now
 */
record Change(
    Operation operation,
    Relation relation,
    @Nullable Tuple old,
    boolean oldKeyOnly,
    @Nullable Tuple fresh) {

  /** What happened. */
  enum Operation {
    INSERT("inserted"),
    UPDATE("updated"),
    DELETE("deleted"),
    TRUNCATE("truncated");

    private final String done;

    Operation(String done) {
      this.done = done;
    }

    /** The last word of the event's type. */
    String done() {
      return done;
    }
  }
}
