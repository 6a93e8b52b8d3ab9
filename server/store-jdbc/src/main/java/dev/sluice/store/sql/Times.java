package dev.sluice.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants to and from columns of the type {@code timestamp with time zone}. */
public final class Times {
  private Times() {}

  /** The instant of a column that is never null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** The instant of a column, or null. */
  public static @Nullable Instant optional(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** What to bind. */
  public static OffsetDateTime column(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
