package dev.sluice.store.queue;

import dev.sluice.core.job.TaskTrigger;
import dev.sluice.core.queue.Accepting;
import dev.sluice.core.queue.Backlog;
import dev.sluice.core.queue.DeadLetterQuery;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueueStore;
import dev.sluice.core.queue.QueueTransaction;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.Settlement;
import dev.sluice.core.queue.StreamStore;
import dev.sluice.core.queue.combination.CombinationRows;
import dev.sluice.core.queue.combination.CombinationStore;
import dev.sluice.store.invocation.Nanos;
import dev.sluice.store.sql.DuplicateKeyException;
import dev.sluice.store.sql.PlainJdbc;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The queue in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when
 * the database does not answer. Thread-safe.
 */
public final class JdbcQueueStore implements QueueStore {
  private static final int TRIES = 5;
  private static final String LIVE = "state <> " + QueueTable.DEAD;

  /** What waits for a sink or a workflow is no invocation. */
  private static final String INVOCATIONS = "function_name not like ?";

  private static final String NO_FUNCTION = "%:%";

  private final Transactions transactions;
  private final StreamStore streams;
  private final CombinationStore combinations;

  /** Keeps them in this database. */
  public JdbcQueueStore(Transactions transactions) {
    this.transactions = transactions;
    this.streams = new JdbcStreamStore(transactions);
    this.combinations = new JdbcCombinationStore(transactions);
  }

  @Override
  public List<String> add(List<Accepting> events) {
    return writeReceipts(handle -> add(handle, events));
  }

  @Override
  public <T> T together(Function<QueueTransaction, T> work) {
    return writeReceipts(
        handle -> {
          JdbcCombinationRows rows = new JdbcCombinationRows(handle);
          T result = work.apply(new Together(handle, rows));
          rows.flush();
          return result;
        });
  }

  private record Together(Handle handle, CombinationRows combinations) implements QueueTransaction {
    @Override
    public List<String> add(List<Accepting> events) {
      return JdbcQueueStore.add(handle, events);
    }
  }

  /** The same event may have been added by two transactions at once. */
  private <T> T writeReceipts(Function<Handle, T> work) {
    for (int tries = 1; true; tries++) {
      try {
        return transactions.write(work);
      } catch (DuplicateKeyException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private static List<String> add(Handle handle, List<Accepting> events) {
    List<String> ids = new ArrayList<>(events.size());
    List<QueuedEvent> fresh = new ArrayList<>(events.size());
    for (Accepting accepting : events) {
      Optional<String> before = ReceiptTable.before(handle, accepting);
      if (before.isEmpty()) {
        fresh.add(accepting.event());
      }
      ids.add(before.orElse(accepting.event().id()));
    }
    insert(handle, fresh);
    return ids;
  }

  private static void insert(Handle handle, List<QueuedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    PlainJdbc.change(handle, connection -> QueueTable.insert(connection, events));
  }

  @Override
  public void sync() {
    transactions.sync();
  }

  @Override
  public List<QueueName> waiting() {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "select distinct namespace, function_name, association from queued_events"
                        + " where "
                        + LIVE)
                .map((row, context) -> QueueTable.name(row))
                .list());
  }

  private static Select of(QueueName queue, String columns) {
    return new Select("select " + columns + " from queued_events")
        .where("namespace = ?", queue.namespace())
        .where("function_name = ?", queue.function())
        .where("association = ?", QueueColumn.of(queue));
  }

  @Override
  public List<QueuedEvent> due(QueueName queue, Instant now, int limit) {
    return transactions.read(
        handle ->
            of(queue, QueueTable.COLUMNS)
                .where("state = ?", QueueTable.WAITING)
                .where("due_nanos <= ?", Nanos.of(now))
                .list(handle, "due_nanos, id", limit, QueueTable::event));
  }

  @Override
  public @Nullable Instant nextDue(QueueName queue, Instant after) {
    List<Instant> next =
        transactions.read(
            handle ->
                of(queue, "due_nanos")
                    .where("state = ?", QueueTable.WAITING)
                    .where("due_nanos > ?", Nanos.of(after))
                    .list(
                        handle,
                        "due_nanos",
                        1,
                        (row, context) -> Nanos.instant(row.getLong("due_nanos"))));
    return next.isEmpty() ? null : next.get(0);
  }

  @Override
  public Optional<byte[]> payload(String id) {
    return transactions.read(handle -> QueueTable.payload(handle, id));
  }

  @Override
  public void claim(List<String> ids) {
    int unused =
        transactions.change(
            handle ->
                handle
                    .createUpdate(
                        "update queued_events set state = "
                            + QueueTable.CLAIMED
                            + " where id in (<ids>) and "
                            + LIVE)
                    .bindList("ids", ids)
                    .execute());
  }

  @Override
  public List<QueuedEvent> claimed() {
    return transactions.read(
        handle ->
            new Select("select " + QueueTable.COLUMNS + " from queued_events")
                .where("state = ?", QueueTable.CLAIMED)
                .list(handle, "id", Integer.MAX_VALUE, QueueTable::event));
  }

  @Override
  public void settle(List<Settlement> settlements) {
    int unused =
        writeReceipts(
            handle ->
                PlainJdbc.on(
                    handle,
                    connection -> add(handle, SettlementTable.apply(handle, settlements)).size()));
    if (settlements.stream().anyMatch(JdbcQueueStore::isCertain)) {
      transactions.sync();
    }
  }

  /**
   * A task whose end was told must not run again, also where it may; nor must an event after which
   * others of its shard have run.
   */
  private static boolean isCertain(Settlement settlement) {
    return settlement instanceof Settlement.Blocked
        || (settlement instanceof Settlement.Over over
            && (over.mark() != null || TaskTrigger.of(over.record()) != null));
  }

  @Override
  public Optional<QueuedEvent> find(String namespace, String id) {
    return transactions
        .read(
            handle ->
                new Select("select " + QueueTable.COLUMNS + " from queued_events")
                    .where("namespace = ?", namespace)
                    .where("id = ?", id)
                    .where("state <> ?", QueueTable.DEAD)
                    .where(INVOCATIONS, NO_FUNCTION)
                    .list(handle, "id", 1, QueueTable::event))
        .stream()
        .findFirst();
  }

  @Override
  public List<QueuedEvent> list(
      String namespace, @Nullable String function, @Nullable String before, int limit) {
    return transactions.read(
        handle ->
            new Select("select " + QueueTable.COLUMNS + " from queued_events")
                .where("namespace = ?", namespace)
                .where("state <> ?", QueueTable.DEAD)
                .where(INVOCATIONS, NO_FUNCTION)
                .whereIf("function_name = ?", function)
                .whereIf("id < ?", before)
                .list(handle, "id desc", limit, QueueTable::event));
  }

  @Override
  public Map<QueueName, Backlog> backlogs(@Nullable String namespace) {
    return transactions.read(
        handle -> {
          Map<QueueName, Backlog> all = new HashMap<>();
          handle
              .createQuery(
                  "select namespace, function_name, association,"
                      + " count(*) filter (where "
                      + LIVE
                      + ") as waiting,"
                      + " count(*) - count(*) filter (where "
                      + LIVE
                      + ") as dead,"
                      + " min(created_nanos) filter (where "
                      + LIVE
                      + ") as oldest"
                      + " from queued_events"
                      + (namespace == null ? "" : " where namespace = :namespace")
                      + " group by namespace, function_name, association")
              .bindMap(namespace == null ? Map.of() : Map.of("namespace", namespace))
              .map(
                  (row, context) -> {
                    long oldest = row.getLong("oldest");
                    boolean none = row.wasNull();
                    return Map.entry(
                        QueueTable.name(row),
                        new Backlog(
                            row.getLong("waiting"),
                            row.getLong("dead"),
                            none ? null : Nanos.instant(oldest)));
                  })
              .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
          return all;
        });
  }

  @Override
  public Optional<QueuedEvent> deadLetter(String namespace, String id) {
    return transactions.read(
        handle ->
            new Select("select " + QueueTable.COLUMNS + " from queued_events")
                    .where("namespace = ?", namespace)
                    .where("id = ?", id)
                    .where("state = ?", QueueTable.DEAD)
                    .list(
                        handle,
                        "id",
                        1,
                        (row, context) ->
                            QueueTable.event(row, QueueTable.payload(handle, id).orElse(null)))
                    .stream()
                    .findFirst());
  }

  @Override
  public List<QueuedEvent> deadLetters(DeadLetterQuery query) {
    String association = query.association();
    Select letters =
        new Select("select " + QueueTable.COLUMNS + " from queued_events")
            .where("namespace = ?", query.namespace())
            .where("state = ?", QueueTable.DEAD)
            .whereIf("function_name = ?", query.function());
    if (association != null) {
      Select unused = letters.where(QueueColumn.WITHIN, QueueColumn.range(association));
    }
    return transactions.read(
        handle ->
            letters
                .whereIf("id < ?", query.before())
                .whereContains("failure", query.error())
                .list(
                    handle,
                    "namespace desc, state desc, id desc",
                    query.limit(),
                    QueueTable::event));
  }

  @Override
  public int removeDeadLetters(String namespace, List<String> ids) {
    return ids.isEmpty() ? 0 : transactions.change(handle -> remove(handle, namespace, ids));
  }

  private static int remove(Handle handle, String namespace, List<String> ids) {
    return handle
        .createUpdate(
            "delete from queued_events where namespace = :namespace and state = "
                + QueueTable.DEAD
                + " and id in (<ids>)")
        .bind("namespace", namespace)
        .bindList("ids", ids)
        .execute();
  }

  @Override
  public boolean redrive(String namespace, String deadLetter, QueuedEvent event) {
    return transactions.change(
        handle -> {
          boolean there = remove(handle, namespace, List.of(deadLetter)) == 1;
          if (there) {
            insert(handle, List.of(event));
            TaskTrigger task = TaskTrigger.of(event.trigger(), event.content().eventId());
            if (task != null) {
              TaskTable.again(handle, task);
            }
          }
          return there;
        });
  }

  @Override
  public StreamStore streams() {
    return streams;
  }

  @Override
  public CombinationStore combinations() {
    return combinations;
  }

  @Override
  public int forget(Instant now) {
    return transactions.write(
        handle -> ReceiptTable.forget(handle, now) + CombinationTable.forget(handle, now));
  }
}
