package dev.sluice.store.queue;

import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.queue.Accepting;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.Settlement;
import dev.sluice.store.invocation.FailureJson;
import dev.sluice.store.invocation.JdbcInvocationStore;
import dev.sluice.store.invocation.Nanos;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What attempts came to, as statements; the caller has the transaction. */
final class SettlementTable {
  private SettlementTable() {}

  /** Does it; what was done before is not done again. Returns what is to be queued. */
  static List<Accepting> apply(Handle handle, List<Settlement> settlements) throws SQLException {
    List<Settlement.Over> over = of(Settlement.Over.class, settlements);
    List<Settlement.Over> done = new ArrayList<>();
    List<Settlement.Over> gone = over.stream().filter(is -> !is.isDead()).toList();
    StreamTable.keep(handle.getConnection(), gone);
    delete(handle.getConnection(), gone, done);
    bury(handle.getConnection(), over.stream().filter(Settlement.Over::isDead).toList(), done);
    postpone(handle.getConnection(), of(Settlement.Again.class, settlements));
    remove(handle.getConnection(), of(Settlement.Handed.class, settlements));
    stay(
        handle.getConnection(),
        QueueTable.DEAD,
        of(Settlement.Undeliverable.class, settlements).stream()
            .map(Settlement.Undeliverable::event)
            .toList());
    stay(
        handle.getConnection(),
        QueueTable.BLOCKED,
        of(Settlement.Blocked.class, settlements).stream().map(Settlement.Blocked::event).toList());
    StreamTable.move(handle.getConnection(), done);
    List<InvocationRecord> records = done.stream().map(Settlement.Over::record).toList();
    JdbcInvocationStore.insert(handle, records, List.of());
    TaskTable.ended(handle.getConnection(), records);
    return done.stream().flatMap(is -> is.outputs().stream()).toList();
  }

  private static <T extends Settlement> List<T> of(Class<T> kind, List<Settlement> settlements) {
    return settlements.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static void delete(
      Connection connection, List<Settlement.Over> ended, List<Settlement.Over> done)
      throws SQLException {
    if (ended.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from queued_events where id = ? and state <> " + QueueTable.DEAD)) {
      for (Settlement.Over settlement : ended) {
        delete.setString(1, settlement.id());
        delete.addBatch();
      }
      addChanged(delete.executeBatch(), ended, done);
    }
  }

  private static void bury(
      Connection connection, List<Settlement.Over> dead, List<Settlement.Over> done)
      throws SQLException {
    if (dead.isEmpty()) {
      return;
    }
    try (PreparedStatement update = staying(connection, QueueTable.DEAD)) {
      for (Settlement.Over settlement : dead) {
        InvocationRecord.Async async = settlement.record().async();
        update.setInt(1, async == null ? 0 : async.attempts());
        update.setString(2, FailureJson.write(settlement.record().failure()));
        update.setString(3, settlement.id());
        update.addBatch();
      }
      addChanged(update.executeBatch(), dead, done);
    }
  }

  /** Those whose row was there; what was done before finds none. */
  private static void addChanged(
      int[] counts, List<Settlement.Over> settlements, List<Settlement.Over> done) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 1) {
        done.add(settlements.get(i));
      }
    }
  }

  private static void remove(Connection connection, List<Settlement.Handed> handed)
      throws SQLException {
    if (handed.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from queued_events where id = ? and state <> " + QueueTable.DEAD)) {
      for (Settlement.Handed settlement : handed) {
        delete.setString(1, settlement.id());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  /** Leaves events where they are, in another state, with why. */
  private static void stay(Connection connection, int state, List<QueuedEvent> events)
      throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    try (PreparedStatement update = staying(connection, state)) {
      for (QueuedEvent event : events) {
        update.setInt(1, event.attempts());
        update.setString(2, FailureJson.write(event.failure()));
        update.setString(3, event.id());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static PreparedStatement staying(Connection connection, int state) throws SQLException {
    return connection.prepareStatement(
        "update queued_events set state = "
            + state
            + ", attempts = ?, failure = ? where id = ? and state <> "
            + QueueTable.DEAD);
  }

  private static void postpone(Connection connection, List<Settlement.Again> again)
      throws SQLException {
    if (again.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update queued_events set attempts = ?, due_nanos = ?, failure = ?"
                + " where id = ? and state <> "
                + QueueTable.DEAD)) {
      for (Settlement.Again settlement : again) {
        QueuedEvent event = settlement.event();
        update.setInt(1, event.attempts());
        update.setLong(2, Nanos.of(event.dueAt()));
        update.setString(3, FailureJson.write(event.failure()));
        update.setString(4, event.id());
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
