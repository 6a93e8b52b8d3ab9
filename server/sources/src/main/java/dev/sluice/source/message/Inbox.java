package dev.sluice.source.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Where a client library's threads leave messages for the thread that runs the connection. It has
 * no limit: the broker is told how many it may send. Thread-safe.
 */
public final class Inbox<T> {
  private final Queue<T> messages = new ArrayDeque<>();
  private boolean closed;
  private @Nullable Exception failure;

  /** Leaves a message; never blocks. */
  public synchronized void put(T message) {
    messages.add(message);
    notifyAll();
  }

  /** How many messages wait. */
  public synchronized int size() {
    return messages.size();
  }

  /** From now on {@link #next} is empty. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** From now on {@link #next} throws this, or what was told first. */
  public synchronized void fail(Exception why) {
    if (failure == null) {
      failure = why;
    }
    notifyAll();
  }

  /** Whether {@link #close} was called. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** Whether {@link #fail} was called. */
  public synchronized boolean hasFailed() {
    return failure != null;
  }

  /**
   * Waits for a message, and takes it with those behind it that are there already. What was not
   * taken when the connection fails is left: the broker brings it again.
   *
   * @return empty when it was closed
   * @throws Exception why the connection failed
   */
  public synchronized List<T> next(int most) throws Exception {
    while (messages.isEmpty() && !closed && failure == null) {
      wait();
    }
    if (closed) {
      return List.of();
    }
    if (failure != null) {
      throw failure;
    }
    List<T> batch = new ArrayList<>();
    while (batch.size() < most && !messages.isEmpty()) {
      batch.add(messages.remove());
    }
    return batch;
  }
}
