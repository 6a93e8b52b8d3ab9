package dev.sluice.store.source;

import dev.sluice.core.option.Definition;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.Update;

/** The columns that tables of sources and of sinks both have. */
public final class DefinitionColumns {
  private static final int OPTIONS_CHARS = 1_000_000;

  private DefinitionColumns() {}

  /** All of them, for an insert. */
  public static Update all(Update insert, Definition definition) {
    return changing(insert, definition)
        .bind("namespace", definition.namespace())
        .bind("name", definition.name())
        .bind("kind", definition.kind())
        .bind("createdAt", Times.column(definition.createdAt()));
  }

  /** Those that another revision may change, and what tells the row and its revision. */
  public static Update changing(Update update, Definition definition) {
    return update
        .bind("id", definition.id())
        .bind("description", definition.description())
        .bind("options", StoredText.of(OptionsJson.write(definition.options()), OPTIONS_CHARS))
        .bind("modifiedAt", Times.column(definition.modifiedAt()))
        .bind("revision", definition.revision())
        .bind("manifest", definition.manifest());
  }

  /** Reads them. */
  public static Definition read(ResultSet row) throws SQLException {
    return new Definition(
        row.getString("id"),
        row.getString("namespace"),
        row.getString("name"),
        row.getString("kind"),
        row.getString("description"),
        OptionsJson.read(row.getString("options")),
        Times.instant(row, "created_at"),
        Times.instant(row, "modified_at"),
        row.getLong("revision"),
        row.getString("manifest"));
  }
}
