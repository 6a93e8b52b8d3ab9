package dev.sluice.store.queue;

import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.StreamStore;
import dev.sluice.store.invocation.Nanos;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** How far ordered queues are, in an SQL database. Errors are as the queue's. Thread-safe. */
final class JdbcStreamStore implements StreamStore {
  private static final long NANOS = TimeUnit.MICROSECONDS.toNanos(1);
  private static final int BATCH = 1_000;

  private final Transactions transactions;

  JdbcStreamStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public long lastPosition() {
    return transactions.read(
        handle ->
            Stream.of(
                    "select max(due_nanos) / 1000 from queued_events where association like '%#%'",
                    "select max(due_nanos) / 1000 from kept_events",
                    "select max(position) from stream_shards")
                .map(sql -> handle.createQuery(sql).mapTo(Long.class).findOne().orElse(0L))
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse(0L));
  }

  @Override
  public List<QueuedEvent> blocked() {
    return blockedOf(null);
  }

  @Override
  public List<QueuedEvent> blocked(String namespace) {
    return blockedOf(namespace);
  }

  private List<QueuedEvent> blockedOf(@Nullable String namespace) {
    return transactions.read(
        handle ->
            new Select("select " + QueueTable.COLUMNS + " from queued_events")
                .where("state = ?", QueueTable.BLOCKED)
                .whereIf("namespace = ?", namespace)
                .list(handle, "id", Integer.MAX_VALUE, QueueTable::event));
  }

  @Override
  public boolean unblock(QueuedEvent event) {
    return transactions.change(
        handle ->
            handle.execute(
                    "update queued_events set state = ?, attempts = 0 where id = ? and state = ?",
                    QueueTable.WAITING,
                    event.id(),
                    QueueTable.BLOCKED)
                == 1);
  }

  @Override
  public List<Checkpoint> checkpoints(String namespace, String association) {
    return transactions.read(
        handle ->
            new Select("select * from stream_shards")
                .where("namespace = ?", namespace)
                .where(QueueColumn.WITHIN, QueueColumn.range(association))
                .list(
                    handle,
                    "association, function_name",
                    Integer.MAX_VALUE,
                    (row, context) ->
                        new Checkpoint(
                            QueueTable.name(row),
                            row.getLong("position"),
                            row.getLong("settled"),
                            Nanos.instant(row.getLong("settled_nanos")),
                            row.getLong("lost"))));
  }

  @Override
  public Optional<Long> position(
      String namespace, String association, @Nullable String function, String eventId) {
    return transactions
        .read(
            handle ->
                Stream.of("kept_events", "queued_events where state <> " + QueueTable.DEAD)
                    .map(
                        from ->
                            new Select("select due_nanos from (select * from " + from + ") e")
                                .where("namespace = ?", namespace)
                                .where(QueueColumn.WITHIN, QueueColumn.range(association))
                                .whereIf("function_name = ?", function)
                                .where("event_id = ?", eventId)
                                .list(handle, "due_nanos", 1, (row, context) -> row.getLong(1)))
                    .flatMap(List::stream)
                    .min(Long::compare))
        .map(nanos -> nanos / NANOS);
  }

  private record Kept(String id, QueueName queue) {}

  @Override
  public Replayed replay(
      String namespace,
      String association,
      @Nullable String function,
      long from,
      Instant now,
      Supplier<String> ids) {
    return transactions.change(
        handle -> {
          List<Long> lost =
              new Select("select lost from stream_shards")
                  .where("namespace = ?", namespace)
                  .where(QueueColumn.WITHIN, QueueColumn.range(association))
                  .whereIf("function_name = ?", function)
                  .where("lost >= ?", from)
                  .list(handle, "lost desc", 1, (row, context) -> row.getLong(1));
          if (!lost.isEmpty()) {
            return new Replayed(0, lost.get(0), List.of());
          }
          List<Kept> kept =
              new Select("select id, namespace, function_name, association from kept_events")
                  .where("namespace = ?", namespace)
                  .where(QueueColumn.WITHIN, QueueColumn.range(association))
                  .whereIf("function_name = ?", function)
                  .where("due_nanos >= ?", nanos(from))
                  .list(handle, "due_nanos", Integer.MAX_VALUE, JdbcStreamStore::kept);
          moveBack(handle, kept, Nanos.of(now), ids);
          Set<QueueName> queues = new LinkedHashSet<>();
          kept.forEach(one -> queues.add(one.queue()));
          queues.forEach(queue -> rewind(handle, queue, from - 1));
          return new Replayed(kept.size(), null, List.copyOf(queues));
        });
  }

  private static long nanos(long position) {
    return position > Long.MAX_VALUE / NANOS ? Long.MAX_VALUE : position * NANOS;
  }

  private static Kept kept(ResultSet row, Object context) throws SQLException {
    return new Kept(row.getString("id"), QueueTable.name(row));
  }

  /** The same events as new invocations, where they were. */
  private static void moveBack(Handle handle, List<Kept> kept, long now, Supplier<String> ids) {
    for (int at = 0; at < kept.size(); at += BATCH) {
      List<Kept> some = kept.subList(at, Math.min(kept.size(), at + BATCH));
      PreparedBatch copies =
          handle.prepareBatch(
              "insert into queued_events (id, replay_of, state, attempts, created_nanos, "
                  + StreamTable.KEPT
                  + ") select cast(:id as varchar(40)), id, "
                  + QueueTable.WAITING
                  + ", 0, cast(:now as bigint), "
                  + StreamTable.KEPT
                  + " from kept_events where id = :kept");
      PreparedBatch parts =
          handle.prepareBatch(
              "insert into queued_parts (event_id, part, payload)"
                  + " select cast(:id as varchar(40)), part, payload from kept_parts where event_id = :kept");
      PreparedBatch gone = handle.prepareBatch("delete from kept_events where id = :kept");
      for (Kept one : some) {
        String id = ids.get();
        copies.bind("id", id).bind("now", now).bind("kept", one.id()).add();
        parts.bind("id", id).bind("kept", one.id()).add();
        gone.bind("kept", one.id()).add();
      }
      copies.execute();
      parts.execute();
      gone.execute();
    }
  }

  private static void rewind(Handle handle, QueueName queue, long to) {
    int unused =
        handle.execute(
            "update stream_shards set position = least(position, ?)"
                + " where namespace = ? and association = ? and function_name = ?",
            to,
            queue.namespace(),
            QueueColumn.of(queue),
            queue.function());
  }

  @Override
  public List<QueueName> keeping() {
    return transactions
        .read(
            handle ->
                handle
                    .createQuery(
                        "select distinct namespace, function_name, association from kept_events")
                    .map((row, context) -> QueueTable.name(row))
                    .list())
        .stream()
        .map(QueueName::whole)
        .distinct()
        .toList();
  }

  @Override
  public int forget(QueueName queue, long before, int most) {
    return transactions.write(
        handle -> {
          Object[] range = QueueColumn.range(queue.association());
          List<Long> tooMany =
              new Select("select due_nanos from kept_events")
                  .where("namespace = ?", queue.namespace())
                  .where(QueueColumn.WITHIN, range)
                  .where("function_name = ?", queue.function())
                  .skip(handle, "due_nanos desc", most, (row, context) -> row.getLong(1));
          long last = tooMany.isEmpty() ? 0 : tooMany.get(0) / NANOS;
          long to = Math.max(last, before - 1);
          int removed =
              handle.execute(
                  "delete from kept_events where namespace = ? and "
                      + QueueColumn.WITHIN
                      + " and function_name = ? and due_nanos <= ?",
                  queue.namespace(),
                  range[0],
                  range[1],
                  range[2],
                  queue.function(),
                  nanos(to));
          if (removed > 0) {
            int unused =
                handle.execute(
                    "update stream_shards set lost = greatest(lost, ?) where namespace = ? and "
                        + QueueColumn.WITHIN
                        + " and function_name = ?",
                    to,
                    queue.namespace(),
                    range[0],
                    range[1],
                    range[2],
                    queue.function());
          }
          return removed;
        });
  }
}
