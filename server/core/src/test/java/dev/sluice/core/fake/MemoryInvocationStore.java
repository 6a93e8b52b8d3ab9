package dev.sluice.core.fake;

import dev.sluice.core.invocation.InvocationQuery;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationStore;
import dev.sluice.core.invocation.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The port in memory; it can be told to fail, as a full disk does. Thread-safe. */
public final class MemoryInvocationStore implements InvocationStore {
  private final List<InvocationRecord> invocations = new ArrayList<>();
  private final List<LogRecord> lines = new ArrayList<>();
  private int failures;
  private int transactions;

  /** The next so many appends fail. */
  public synchronized void failNext(int count) {
    failures = count;
  }

  public synchronized int transactions() {
    return transactions;
  }

  public synchronized List<InvocationRecord> invocations() {
    return List.copyOf(invocations);
  }

  public synchronized List<LogRecord> lines() {
    return List.copyOf(lines);
  }

  @Override
  public synchronized void append(List<InvocationRecord> some, List<LogRecord> someLines) {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("the disk is full");
    }
    transactions++;
    invocations.addAll(some);
    lines.addAll(someLines);
  }

  @Override
  public synchronized Optional<InvocationRecord> find(String namespace, String id) {
    return invocations.stream()
        .filter(i -> i.namespace().equals(namespace) && i.id().equals(id))
        .findFirst();
  }

  @Override
  public synchronized List<InvocationRecord> list(InvocationQuery query) {
    return List.copyOf(invocations);
  }

  @Override
  public synchronized int prune(Instant before) {
    int size = invocations.size();
    invocations.removeIf(i -> i.createdAt().isBefore(before));
    return size - invocations.size();
  }
}
