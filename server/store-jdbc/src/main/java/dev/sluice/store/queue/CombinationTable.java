package dev.sluice.store.queue;

import dev.sluice.core.queue.combination.Counts;
import dev.sluice.core.queue.combination.Group;
import dev.sluice.core.queue.combination.Open;
import dev.sluice.core.queue.combination.PartEvent;
import dev.sluice.store.invocation.Nanos;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Statements on combinations of events; the caller has the transaction. */
public final class CombinationTable {
  private static final String OTHERS =
      " where namespace = ? and association = ? and generation <> ?";

  private CombinationTable() {}

  static Group group(ResultSet row) throws SQLException {
    return new Group(
        row.getString("namespace"), row.getString("association"), row.getString("generation"));
  }

  static Counts counts(ResultSet row, @Nullable Object context) throws SQLException {
    return new Counts(
        row.getLong("opened"),
        row.getLong("completed"),
        row.getLong("expired"),
        row.getLong("dropped"));
  }

  static Open open(ResultSet row, Set<String> parts) throws SQLException {
    return new Open(
        row.getString("id"),
        row.getLong("place"),
        row.getString("correlation"),
        parts,
        Nanos.instant(row.getLong("opened_nanos")),
        Nanos.instant(row.getLong("expires_nanos")));
  }

  static PartEvent event(ResultSet row, byte @Nullable [] payload) throws SQLException {
    return new PartEvent(
        row.getString("part"),
        row.getString("event_id"),
        row.getString("event_source"),
        row.getString("event_digest"),
        Nanos.instant(row.getLong("arrived_nanos")),
        row.getInt("depth"),
        payload);
  }

  /**
   * Drops what is open of an association by other rules than it has now, and counts it.
   *
   * @param generation of the rules that it has now, or null for none
   */
  public static void keepOnly(
      Handle handle, String namespace, String association, @Nullable String generation) {
    String now = generation == null ? "" : generation;
    // First of all: it waits for a transaction that adds some.
    for (String sql :
        List.of(
            "update combination_counts set dropped = opened - completed - expired",
            "delete from combinations",
            "delete from combination_events")) {
      int unused = handle.execute(sql + OTHERS, namespace, association, now);
    }
  }

  /** Removes all of an association. */
  public static void remove(Handle handle, String namespace, String association) {
    // The counts first of all: that waits for a transaction that adds some.
    for (String table : List.of("combination_counts", "combinations", "combination_events")) {
      int unused =
          handle.execute(
              "delete from " + table + " where namespace = ? and association = ?",
              namespace,
              association);
    }
  }

  /** Removes all of a namespace. */
  public static void removeAll(Handle handle, String namespace) {
    for (String table : List.of("combinations", "combination_events", "combination_counts")) {
      int unused = handle.execute("delete from " + table + " where namespace = ?", namespace);
    }
  }

  /** Forgets events that may come again as others, and counts of associations that went. */
  static int forget(Handle handle, Instant now) {
    return handle.execute("delete from combination_events where forget_nanos <= ?", Nanos.of(now))
        + handle.execute(
            "delete from combination_counts where not exists (select 1 from associations a"
                + " where a.namespace = combination_counts.namespace"
                + " and a.name = combination_counts.association)");
  }
}
