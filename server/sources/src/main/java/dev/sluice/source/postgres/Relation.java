package dev.sluice.source.postgres;

import java.util.List;

/**
 * A table as the stream describes it.
 *
 * @param keyed whether the columns that identify a row are fewer than all
 */
record Relation(String schema, String table, boolean keyed, List<Column> columns) {
  Relation {
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param key whether it identifies a row
   * @param type the number of its type
   */
  record Column(boolean key, String name, int type) {}
}
