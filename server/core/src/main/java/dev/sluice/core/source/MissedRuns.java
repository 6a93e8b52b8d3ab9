package dev.sluice.core.source;

import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.TimedSource;
import dev.sluice.spi.source.TimedSource.Missed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of the times that a schedule is behind are made up for. */
final class MissedRuns {
  /** A time that is later than this was missed; before, the server was only busy. */
  static final Duration GRACE = Duration.ofSeconds(10);

  /** Where the last time before now is looked for, nearest first: there may be millions. */
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(31));

  private MissedRuns() {}

  /**
   * What comes now.
   *
   * @param times in their order
   * @param last all times up to this one are done with
   */
  record Turn(List<Instant> times, Instant last) {}

  /**
   * Says what comes of the times after {@code last} until now, which is included.
   *
   * @param most of them at once; the others come with the next turn
   */
  static Turn turn(TimedSource kind, Settings settings, Instant last, Instant now, int most) {
    Missed policy = kind.missed(settings);
    Instant start = policy == Missed.ALL ? last : later(last, now.minus(GRACE));
    List<Instant> times = new ArrayList<>();
    if (start.isAfter(last) && policy == Missed.LAST) {
      // The border itself was not missed.
      Instant missed = lastBefore(kind, settings, last, start);
      if (missed != null && nothingBetween(kind, settings, start, now)) {
        times.add(missed);
      }
    }
    Instant done = start;
    Instant next = kind.next(settings, start);
    while (next != null && !next.isAfter(now) && times.size() < most) {
      times.add(next);
      done = next;
      next = kind.next(settings, next);
    }
    boolean all = next == null || next.isAfter(now);
    return new Turn(times, all ? later(done, now) : done);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static boolean nothingBetween(
      TimedSource kind, Settings settings, Instant start, Instant now) {
    Instant next = kind.next(settings, start);
    return next == null || next.isAfter(now);
  }

  /** The last time after one and not after another, or null. */
  private static @Nullable Instant lastBefore(
      TimedSource kind, Settings settings, Instant after, Instant until) {
    for (Duration window : WINDOWS) {
      Instant from = later(after, until.minus(window));
      Instant found = lastWithin(kind, settings, from, until);
      if (found != null || from.equals(after)) {
        return found;
      }
    }
    return lastWithin(kind, settings, after, until);
  }

  private static @Nullable Instant lastWithin(
      TimedSource kind, Settings settings, Instant from, Instant until) {
    Instant found = null;
    Instant next = kind.next(settings, from);
    while (next != null && !next.isAfter(until)) {
      found = next;
      next = kind.next(settings, next);
    }
    return found;
  }
}
