package dev.sluice.core.source;

import dev.sluice.core.source.Inlet.Arrivals;
import dev.sluice.core.source.SourceStore.Position;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import dev.sluice.spi.source.TimedSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the events of all schedules come when they are due; those of one moment go to the disk
 * together. Thread-safe; one thread runs {@link #run}, once.
 */
final class Timetable implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);

  /** Where the last event of a schedule is remembered. */
  private static final String DUE = "due";

  private static final int BATCH = 1_000;
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Clocks are set by people: nothing is waited for longer than this without a look at them. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Inlet inlet;
  private final SourceStore store;
  private final Clock clock;
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing((Entry entry) -> entry.due));
  private boolean closed;

  Timetable(Inlet inlet, SourceStore store, Clock clock) {
    this.inlet = inlet;
    this.store = store;
    this.clock = clock;
  }

  /** A schedule in the table. */
  static final class Entry {
    private final Source source;
    private final TimedSource kind;
    private final Settings settings;
    private final Activity activity;

    /** Its last event was due then. */
    private Instant last;

    /** When to look at it: its next time, or that of another try. */
    private Instant due;

    private boolean removed;

    private Entry(
        Source source, TimedSource kind, Settings settings, Activity activity, Instant last) {
      this.source = source;
      this.kind = kind;
      this.settings = settings;
      this.activity = activity;
      this.last = last;
      this.due = last;
    }
  }

  /** Adds a schedule, which goes on where it stood. */
  Entry add(Source source, TimedSource kind, Settings settings, Activity activity) {
    String stored = store.positions(source.id()).get(DUE);
    Instant last = stored == null ? source.runsSince() : Instant.parse(stored);
    if (last.isBefore(source.runsSince())) {
      last = source.runsSince(); // what was due while it was paused was not wanted
    }
    Entry entry = new Entry(source, kind, settings, activity, last);
    activity.running();
    enter(entry);
    return entry;
  }

  /** Has no more events of it come, but for those that come this moment. */
  synchronized void remove(Entry entry) {
    entry.removed = true;
    entries.remove(entry);
  }

  /** Lets {@link #run} return. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void enter(Entry entry) {
    Instant next = entry.kind.next(entry.settings, entry.last);
    synchronized (this) {
      if (next != null && !entry.removed) {
        entry.due = next;
        entries.add(entry);
        notifyAll();
      }
    }
  }

  private synchronized void enterAgain(Entry entry, Instant due) {
    if (!entry.removed) {
      entry.due = due;
      entries.add(entry);
    }
  }

  @Override
  public void run() {
    try {
      List<Entry> due = awaitDue();
      while (!due.isEmpty()) {
        fire(due);
        due = awaitDue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns none when it is closed. */
  private synchronized List<Entry> awaitDue() throws InterruptedException {
    while (!closed) {
      Entry first = entries.peek();
      if (first == null) {
        wait();
        continue;
      }
      Duration wait = Duration.between(clock.instant(), first.due);
      if (wait.isNegative() || wait.isZero()) {
        return takeDue();
      }
      if (wait.compareTo(LONGEST_WAIT) > 0) {
        wait = LONGEST_WAIT;
      }
      TimeUnit.NANOSECONDS.timedWait(this, wait.toNanos());
    }
    return List.of();
  }

  private List<Entry> takeDue() {
    Instant now = clock.instant();
    List<Entry> due = new ArrayList<>();
    while (due.size() < BATCH && !entries.isEmpty() && !entries.peek().due.isAfter(now)) {
      due.add(entries.remove());
    }
    return due;
  }

  private void fire(List<Entry> due) {
    Instant now = clock.instant();
    List<Arrivals> arrivals = new ArrayList<>();
    List<Position> positions = new ArrayList<>();
    List<Instant> lasts = new ArrayList<>();
    for (Entry entry : due) {
      MissedRuns.Turn turn = MissedRuns.turn(entry.kind, entry.settings, entry.last, now, BATCH);
      List<SourceEvent> events =
          turn.times().stream().map(time -> entry.kind.event(entry.settings, time)).toList();
      if (!events.isEmpty()) {
        arrivals.add(new Arrivals(entry.source, entry.activity, events));
      }
      lasts.add(turn.last());
      positions.add(new Position(entry.source.id(), DUE, Optional.of(turn.last().toString())));
    }
    @Nullable String problem = accept(arrivals, positions);
    for (int i = 0; i < due.size(); i++) {
      Entry entry = due.get(i);
      if (problem != null) {
        Instant again = now.plus(RETRY);
        entry.activity.failed(problem, again);
        enterAgain(entry, again);
      } else {
        entry.activity.running();
        entry.last = lasts.get(i);
        enter(entry);
      }
    }
  }

  private @Nullable String accept(List<Arrivals> arrivals, List<Position> positions) {
    try {
      inlet.accept(arrivals);
      // A crash before this is on disk repeats events with the ids that they had.
      store.remember(positions);
      return null;
    } catch (RuntimeException e) {
      LOG.warn("Events of {} schedules could not be kept: {}", arrivals.size(), e.toString());
      return String.valueOf(e.getMessage());
    }
  }
}
