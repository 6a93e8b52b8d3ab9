package dev.sluice.core.queue;

import dev.sluice.core.invocation.InvocationQuery;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.invocation.RecordService;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Invocations whether they wait, run or have ended. Thread-safe. */
public final class InvocationLookup {
  private final RecordService records;
  private final EventQueue queue;

  InvocationLookup(RecordService records, EventQueue queue) {
    this.records = records;
    this.queue = queue;
  }

  /** The record of this invocation. */
  public InvocationRecord get(String namespace, String id) {
    // In this order: one that ends meanwhile is found by its record.
    return queue.find(namespace, id).orElseGet(() -> records.get(namespace, id));
  }

  /** Records, newest first. */
  public List<InvocationRecord> list(InvocationQuery query) {
    Status status = query.status();
    boolean waiting = status == Status.QUEUED || status == Status.RUNNING;
    if (status != null && !waiting) {
      return records.list(query);
    }
    // In this order: one that ends meanwhile is found by its record.
    List<InvocationRecord> pending =
        query.version() == null ? pending(query, status).toList() : List.of();
    Stream<InvocationRecord> ended = waiting ? Stream.empty() : records.list(query).stream();
    Set<String> seen = new HashSet<>();
    return Stream.concat(ended, pending.stream())
        // One that ended while this was read is in both.
        .filter(record -> seen.add(record.id()))
        .sorted(Comparator.comparing(InvocationRecord::id).reversed())
        .limit(query.limit())
        .toList();
  }

  private Stream<InvocationRecord> pending(InvocationQuery query, @Nullable Status status) {
    Instant since = query.since();
    Instant until = query.until();
    return queue.list(query.namespace(), query.function(), query.before(), query.limit()).stream()
        .filter(record -> status == null || record.status() == status)
        .filter(record -> since == null || !record.createdAt().isBefore(since))
        .filter(record -> until == null || record.createdAt().isBefore(until));
  }
}
