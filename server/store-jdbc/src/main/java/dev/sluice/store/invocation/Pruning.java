package dev.sluice.store.invocation;

import dev.sluice.store.sql.Transactions;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Deletes what is old in small transactions, so that writers wait for none of them for long. */
final class Pruning {
  private static final int CHUNK = 500;

  private final Transactions transactions;
  private final long before;

  Pruning(Transactions transactions, Instant before) {
    this.transactions = transactions;
    this.before = Nanos.of(before);
  }

  /** Deletes old invocations with their lines; returns how many invocations went. */
  int run() {
    int all = 0;
    int some;
    do {
      some = transactions.write(this::deleteInvocations);
      all += some;
    } while (some == CHUNK);
    while (transactions.write(this::deleteOrphans) == CHUNK) {
      // Each round deletes a chunk.
    }
    return all;
  }

  private record Key(String namespace, String id) {}

  private int deleteInvocations(Handle handle) {
    List<Key> old =
        handle
            .createQuery(
                "select namespace, id from invocations where created_nanos < :before"
                    + " order by created_nanos fetch first :chunk rows only")
            .bind("before", before)
            .bind("chunk", CHUNK)
            .map((row, context) -> new Key(row.getString("namespace"), row.getString("id")))
            .list();
    if (old.isEmpty()) {
      return 0;
    }
    var lines = handle.prepareBatch("delete from log_lines where invocation = :id");
    var records =
        handle.prepareBatch("delete from invocations where namespace = :namespace and id = :id");
    for (Key key : old) {
      lines.bind("id", key.id()).add();
      records.bind("namespace", key.namespace()).bind("id", key.id()).add();
    }
    lines.execute();
    records.execute();
    return old.size();
  }

  /** Lines whose invocation left no record, because the server was killed during it. */
  private int deleteOrphans(Handle handle) {
    List<Long> ids =
        handle
            .createQuery(
                "select id from (select id, invocation, time_nanos from log_lines"
                    + " order by id fetch first :chunk rows only) oldest"
                    + " where time_nanos < :before and not exists"
                    + " (select 1 from invocations where invocations.id = oldest.invocation)")
            .bind("before", before)
            .bind("chunk", CHUNK)
            .mapTo(Long.class)
            .list();
    if (!ids.isEmpty()) {
      var lines = handle.prepareBatch("delete from log_lines where id = :id");
      ids.forEach(id -> lines.bind("id", id).add());
      lines.execute();
    }
    return ids.size();
  }
}
