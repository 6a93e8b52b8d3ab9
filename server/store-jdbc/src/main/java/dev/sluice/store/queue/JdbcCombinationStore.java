package dev.sluice.store.queue;

import dev.sluice.core.queue.combination.CombinationStore;
import dev.sluice.core.queue.combination.Counts;
import dev.sluice.core.queue.combination.Group;
import dev.sluice.core.queue.combination.Open;
import dev.sluice.core.queue.combination.PartEvent;
import dev.sluice.store.invocation.Nanos;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Shows combinations in an SQL database. Errors are as the queue's. Thread-safe. */
final class JdbcCombinationStore implements CombinationStore {
  private final Transactions transactions;

  JdbcCombinationStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Waiting> list(Group group, @Nullable Long after, int limit) {
    return transactions.read(
        handle -> {
          List<Open> open =
              new Select("select * from combinations")
                  .where("namespace = ?", group.namespace())
                  .where("association = ?", group.association())
                  .where("generation = ?", group.generation())
                  .whereIf("place > ?", after)
                  .list(
                      handle,
                      "place",
                      limit,
                      (row, context) -> CombinationTable.open(row, Set.of()));
          return open.isEmpty() ? List.of() : withEvents(handle, open);
        });
  }

  private record Found(String combination, PartEvent event) {}

  private static List<Waiting> withEvents(Handle handle, List<Open> open) {
    Map<String, List<PartEvent>> events = new HashMap<>();
    handle
        .createQuery(
            "select combination, part, event_id, event_source, event_digest, arrived_nanos, depth"
                + " from combination_events where combination in (<ids>)"
                + " order by arrived_nanos, part")
        .bindList("ids", open.stream().map(Open::id).toList())
        .map(
            (row, context) ->
                new Found(row.getString("combination"), CombinationTable.event(row, null)))
        .forEach(
            found ->
                events
                    .computeIfAbsent(found.combination(), none -> new ArrayList<>())
                    .add(found.event()));
    return open.stream()
        .map(
            one -> {
              List<PartEvent> there = events.getOrDefault(one.id(), List.of());
              Set<String> parts = there.stream().map(PartEvent::part).collect(Collectors.toSet());
              return new Waiting(
                  new Open(
                      one.id(), one.place(), one.key(), parts, one.openedAt(), one.expiresAt()),
                  there);
            })
        .toList();
  }

  @Override
  public boolean isOver(Instant now) {
    return transactions.read(
        handle ->
            !new Select("select id from combinations")
                .where("expires_nanos <= ?", Nanos.of(now))
                .list(handle, "expires_nanos", 1, (row, context) -> row.getString(1))
                .isEmpty());
  }

  @Override
  public Map<String, Counts> counts(String namespace) {
    Map<String, Counts> all = new HashMap<>();
    transactions
        .read(
            handle ->
                handle
                    .createQuery("select * from combination_counts where namespace = :namespace")
                    .bind("namespace", namespace)
                    .map(
                        (row, context) ->
                            Map.entry(
                                row.getString("association"),
                                CombinationTable.counts(row, context)))
                    .list())
        .forEach(entry -> all.merge(entry.getKey(), entry.getValue(), Counts::plus));
    return all;
  }
}
