package dev.sluice.store.queue;

import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.queue.Accepting;
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
    List<Settlement.Ended> ended = of(Settlement.Ended.class, settlements);
    List<Settlement.Dead> dead = of(Settlement.Dead.class, settlements);
    List<InvocationRecord> records = new ArrayList<>();
    List<Accepting> outputs = new ArrayList<>();
    int[] gone = delete(handle.getConnection(), ended);
    for (int i = 0; i < gone.length; i++) {
      if (gone[i] == 1) {
        records.add(ended.get(i).record());
        outputs.addAll(ended.get(i).outputs());
      }
    }
    int[] died = bury(handle.getConnection(), dead);
    for (int i = 0; i < died.length; i++) {
      if (died[i] == 1) {
        records.add(dead.get(i).record());
        outputs.addAll(dead.get(i).outputs());
      }
    }
    postpone(handle.getConnection(), of(Settlement.Again.class, settlements));
    JdbcInvocationStore.insert(handle, records, List.of());
    return outputs;
  }

  private static <T extends Settlement> List<T> of(Class<T> kind, List<Settlement> settlements) {
    return settlements.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static int[] delete(Connection connection, List<Settlement.Ended> ended)
      throws SQLException {
    if (ended.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from queued_events where id = ? and state <> " + QueueTable.DEAD)) {
      for (Settlement.Ended settlement : ended) {
        delete.setString(1, settlement.id());
        delete.addBatch();
      }
      return delete.executeBatch();
    }
  }

  private static int[] bury(Connection connection, List<Settlement.Dead> dead) throws SQLException {
    if (dead.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update queued_events set state = "
                + QueueTable.DEAD
                + ", attempts = ?, failure = ? where id = ? and state <> "
                + QueueTable.DEAD)) {
      for (Settlement.Dead settlement : dead) {
        InvocationRecord.Async async = settlement.record().async();
        update.setInt(1, async == null ? 0 : async.attempts());
        update.setString(2, FailureJson.write(settlement.record().failure()));
        update.setString(3, settlement.id());
        update.addBatch();
      }
      return update.executeBatch();
    }
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
        update.setInt(1, settlement.attempts());
        update.setLong(2, Nanos.of(settlement.dueAt()));
        update.setString(3, FailureJson.write(settlement.failure()));
        update.setString(4, settlement.id());
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
