package dev.sluice.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the schema up to date. */
final class Migrations {
  private static final String FOLDER = "classpath:dev/sluice/store/migrations";

  private Migrations() {}

  /** Why it failed, for the operator. */
  static String reason(FlywayException e) {
    return e instanceof FlywayValidateException
        ? "its tables are those of a newer server; start the release that wrote them"
        : "its tables cannot be brought up to date: "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * Applies what is missing.
   *
   * @param bytewise how a column of this database is told to compare byte by byte
   * @throws FlywayException when that fails, or the schema is newer
   */
  static void apply(DataSource database, String bytewise) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations(FOLDER)
        .placeholders(Map.of("bytewise", bytewise))
        // Tables of a newer server must not be touched by an older one.
        .ignoreMigrationPatterns(new String[0])
        .cleanDisabled(true)
        .load()
        .migrate();
  }
}
