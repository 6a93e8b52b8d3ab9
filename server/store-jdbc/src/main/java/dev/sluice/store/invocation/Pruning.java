package dev.sluice.store.invocation;

import dev.sluice.store.sql.Transactions;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Deletes invocations that are old in small transactions, so that writers wait for none of them for
 * long.
 */
final class Pruning {
  private static final int CHUNK = 500;

  private final Transactions transactions;
  private final long before;

  Pruning(Transactions transactions, Instant before) {
    this.transactions = transactions;
    this.before = Nanos.of(before);
  }

  /** Deletes old invocations; returns how many went. */
  int run() {
    int all = 0;
    int some;
    do {
      some = transactions.write(this::deleteInvocations);
      all += some;
    } while (some > 0);
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
    return handle
        .createUpdate("delete from invocations where created_nanos <= :last and id in (<ids>)")
        .bind("last", old.get(old.size() - 1).created())
        .bindList("ids", ids)
        .execute();
  }
}
