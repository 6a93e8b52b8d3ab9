package dev.sluice.source.postgres;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import java.util.List;
import java.util.regex.Pattern;

/** Rows of a PostgreSQL that are inserted, updated or deleted. Thread-safe. */
public final class PostgresSource implements PullSource {
  static final String KIND = "postgres";

  private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public String summary() {
    return "Rows of a PostgreSQL database that are inserted, updated or deleted.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.text("url", "The database, as postgresql://host:5432/database.").must(),
        Option.text("user", "Who comes, with the attribute REPLICATION.").must(),
        Option.secret("password", "The user's password."),
        Option.flag("tls", "Encrypts, with the certificates that the JVM trusts."),
        Option.texts("tables", "As schema.name; all tables where nothing is said."),
        Option.text("publication", "One that is there, instead of one for the tables."),
        Option.text("slot", "Name of the replication slot; usually sluice_NAMESPACE_SOURCE."),
        Option.integer("batch", "The most changes that are taken at once.", 1, 10_000).or("500"));
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    try {
      DatabaseAddress unused = DatabaseAddress.parse(settings.text("url"));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("url", String.valueOf(e.getMessage()));
    }
    if (settings.find("publication") != null && !settings.texts("tables").isEmpty()) {
      throw new InvalidSettingException("tables", "the publication says which tables");
    }
    String slot = settings.find("slot");
    if (slot != null && !SLOT.matcher(slot).matches()) {
      throw new InvalidSettingException("slot", "it has other characters than a-z, 0-9 and _");
    }
  }

  @Override
  public String remains(Settings settings) {
    SlotNames names = SlotNames.of(settings);
    return "The replication slot stays in "
        + DatabaseAddress.parse(settings.text("url"))
        + " and keeps its log from being removed: run SELECT pg_drop_replication_slot('"
        + names.slot()
        + "');"
        + (names.owned() ? " DROP PUBLICATION " + SlotNames.quoted(names.publication()) + ";" : "");
  }

  @Override
  public Connection connect(Settings settings) {
    return new PostgresConnection(settings);
  }
}
