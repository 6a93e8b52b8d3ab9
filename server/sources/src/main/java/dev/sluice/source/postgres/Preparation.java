package dev.sluice.source.postgres;

import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.source.Intake;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the source needs in the database, once: a slot that is gone is not made again, since
 * nobody would hear that changes are missing. Confined to the thread that runs the connection.
 */
final class Preparation {
  /** Which slot was made, or found, at first. */
  private static final String SLOT = "slot";

  private final Connection connection;
  private final SlotNames names;

  Preparation(Connection connection, SlotNames names) {
    this.connection = connection;
    this.names = names;
  }

  void run(Intake intake) throws SQLException, NetworkFailure {
    requireLogicalLog();
    preparePublication();
    prepareSlot(intake);
  }

  /** Makes nothing, and sees that {@link #run} could. */
  void find() throws SQLException, NetworkFailure {
    requireLogicalLog();
    if (!names.owned()) {
      requirePublication();
    }
    for (String table : names.quotedEach()) {
      if (find("select to_regclass(?)::text", table) == null) {
        throw new NetworkFailure("The database has no table " + table + ".", null);
      }
    }
    String unused = slotState();
  }

  private void requireLogicalLog() throws SQLException, NetworkFailure {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show wal_level")) {
      String level = row.next() ? row.getString(1) : "";
      if (!"logical".equals(level)) {
        throw new NetworkFailure(
            "The database's wal_level is '"
                + level
                + "': set it to 'logical', and start PostgreSQL again.",
            null);
      }
    }
  }

  private void preparePublication() throws SQLException, NetworkFailure {
    if (!names.owned()) {
      requirePublication();
      return;
    }
    boolean there = isPublished();
    String name = SlotNames.quoted(names.publication());
    boolean all = names.tables().isEmpty();
    if (!there) {
      execute(
          "create publication "
              + name
              + (all ? " for all tables" : " for table " + names.quotedTables()));
    } else if (!all && !published().equals(names.fullTables())) {
      execute("alter publication " + name + " set table " + names.quotedTables());
    }
  }

  private boolean isPublished() throws SQLException {
    return find("select 1 from pg_publication where pubname = ?", names.publication()) != null;
  }

  private void requirePublication() throws SQLException, NetworkFailure {
    if (!isPublished()) {
      throw new NetworkFailure(
          "The database has no publication '" + names.publication() + "'.", null);
    }
  }

  private List<String> published() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select schemaname || '.' || tablename from pg_publication_tables where pubname = ?")) {
      statement.setString(1, names.publication());
      List<String> tables = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      tables.sort(null);
      return tables;
    }
  }

  private void prepareSlot(Intake intake) throws SQLException, NetworkFailure {
    String known = intake.recall(SLOT);
    String state = slotState();
    if (state == null && names.slot().equals(known)) {
      throw new NetworkFailure(
          "The replication slot '"
              + names.slot()
              + "' is gone, and with it what changed since it was read last: delete this source and"
              + " make it again to go on with what changes from then on.",
          null);
    }
    if (state == null) {
      find("select pg_create_logical_replication_slot(?, 'pgoutput')::text", names.slot());
    }
    if (!names.slot().equals(known)) {
      intake.remember(SLOT, names.slot());
    }
  }

  /** Null where there is no slot. */
  private @Nullable String slotState() throws SQLException, NetworkFailure {
    String state =
        find(
            "select case when plugin <> 'pgoutput' or database <> current_database() then 'other'"
                + " else coalesce(wal_status, '') end from pg_replication_slots"
                + " where slot_name = ?",
            names.slot());
    if ("other".equals(state)) {
      throw new NetworkFailure(
          "The replication slot '" + names.slot() + "' is of another database or plugin.", null);
    }
    if ("lost".equals(state)) {
      throw new NetworkFailure(
          "PostgreSQL has invalidated the replication slot '"
              + names.slot()
              + "', as it does above max_slot_wal_keep_size, and what changed since is lost: drop"
              + " the slot, delete this source and make it again.",
          null);
    }
    return state;
  }

  private @Nullable String find(String sql, String parameter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }
}
