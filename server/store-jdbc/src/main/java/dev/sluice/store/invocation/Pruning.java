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
    } while (some > 0);
    while (transactions.write(this::deleteOrphans) > 0) {
      // Each round deletes a chunk.
    }
    return all;
  }

  private record Old(String id, long created) {}

  private int deleteInvocations(Handle handle) {
    List<Old> old =
        handle
            .createQuery(
                "select id, created_nanos from invocations where created_nanos < :before"
                    + " order by created_nanos fetch first :chunk rows only")
            .bind("before", before)
            .bind("chunk", CHUNK)
            .map((row, context) -> new Old(row.getString("id"), row.getLong("created_nanos")))
            .list();
    if (old.isEmpty()) {
      return 0;
    }
    List<String> ids = old.stream().map(Old::id).toList();
    handle
        .createUpdate("delete from log_lines where invocation in (<ids>)")
        .bindList("ids", ids)
        .execute();
    return handle
        .createUpdate("delete from invocations where created_nanos <= :last and id in (<ids>)")
        .bind("last", old.get(old.size() - 1).created())
        .bindList("ids", ids)
        .execute();
  }

  /** Lines whose invocation left no record, because the server was killed during it. */
  private int deleteOrphans(Handle handle) {
    List<Long> ids =
        handle
            .createQuery(
                "select id from (select id, namespace, invocation, time_nanos from log_lines"
                    + " order by id fetch first :chunk rows only) oldest"
                    + " where time_nanos < :before and not exists"
                    + " (select 1 from invocations i where i.namespace = oldest.namespace"
                    + " and i.id = oldest.invocation)")
            .bind("before", before)
            .bind("chunk", CHUNK)
            .mapTo(Long.class)
            .list();
    if (!ids.isEmpty()) {
      handle
          .createUpdate("delete from log_lines where id in (<ids>)")
          .bindList("ids", ids)
          .execute();
    }
    return ids.size();
  }
}
