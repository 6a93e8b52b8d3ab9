package dev.sluice.source.harness;

import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.SourceEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/** An intake that records; it may block and refuse, and remembers over connections. Thread-safe. */
public final class Recorder implements Intake {
  private final List<SourceEvent> events = new ArrayList<>();
  private final Map<String, String> positions = new ConcurrentHashMap<>();
  private final Semaphore gate = new Semaphore(Integer.MAX_VALUE);
  private IntConsumer before = batch -> {};
  private int waiting;
  private int connections;
  private int largest;

  /** From now on what is brought waits at the gate. */
  public void shut() {
    gate.drainPermits();
  }

  /** Lets in all that waits or will come. */
  public void open() {
    gate.release(Integer.MAX_VALUE / 2);
  }

  /** Lets in the next batch. */
  public void openOnce() {
    gate.release();
  }

  /** Is called with the size of each batch before that is taken; what it throws refuses it. */
  public synchronized void before(IntConsumer action) {
    before = action;
  }

  @Override
  public synchronized void connected() {
    connections++;
  }

  @Override
  public void accept(List<SourceEvent> batch) throws InterruptedException {
    IntConsumer first;
    synchronized (this) {
      waiting = batch.size();
      first = before;
    }
    gate.acquire();
    first.accept(batch.size());
    synchronized (this) {
      waiting = 0;
      largest = Math.max(largest, batch.size());
      events.addAll(batch);
    }
  }

  @Override
  public String recall(String key) {
    return positions.get(key);
  }

  @Override
  public void remember(String key, String position) {
    if (position == null) {
      positions.remove(key);
    } else {
      positions.put(key, position);
    }
  }

  /** What is remembered. */
  public Map<String, String> positions() {
    return Map.copyOf(positions);
  }

  /** All that was taken. */
  public synchronized List<SourceEvent> events() {
    return List.copyOf(events);
  }

  /** The data of all that was taken. */
  public List<String> texts() {
    return events().stream().map(Recorder::text).toList();
  }

  /** An attribute of all that was taken. */
  public List<String> all(String attribute) {
    return events().stream().map(event -> event.attributes().get(attribute)).toList();
  }

  /** The data of an event. */
  public static String text(SourceEvent event) {
    return new String(event.data(), StandardCharsets.UTF_8);
  }

  /** The size of the largest batch. */
  public synchronized int largest() {
    return largest;
  }

  /** The size of the batch at the gate. */
  public synchronized int waiting() {
    return waiting;
  }

  private synchronized int connections() {
    return connections;
  }

  /** Waits for so many events. */
  public void awaitEvents(int count) throws Exception {
    try {
      Await.until(count + " events", () -> events().size() >= count);
    } catch (AssertionError e) {
      throw new AssertionError("only " + events().size() + " events came", e);
    }
  }

  /** Waits for so many connections. */
  public void awaitConnections(int count) throws Exception {
    Await.until(count + " connections", () -> connections() >= count);
  }

  /** Waits for a batch at the gate. */
  public void awaitWaiting() throws Exception {
    Await.until("a batch at the gate", () -> waiting() > 0);
  }
}
