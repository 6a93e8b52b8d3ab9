package dev.sluice.core.invocation;

import dev.sluice.core.Text;
import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a function counts in one call. What cannot be counted is said in its log, and the call goes
 * on. Confined to the thread that makes the call.
 */
final class CountedCall {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

  /** So that no sum of a function's numbers overflows. */
  private static final long MOST = 1L << 53;

  private static final int SHOWN = 80;

  private final CountedNames names;
  private final InstanceKey key;
  private final LogCapture log;
  private final Clock clock;
  private Map<String, Long> given = Map.of();
  private Map<String, Long> counts = Map.of();

  CountedCall(CountedNames names, InstanceKey key, LogCapture log, Clock clock) {
    this.names = names;
    this.key = key;
    this.log = log;
    this.clock = clock;
  }

  /** What was counted and may be. */
  Map<String, Long> counts() {
    return counts;
  }

  void told(Map<String, Long> counts) {
    given = counts;
  }

  /** The call has returned: what it counted is looked at, and nothing else writes its log. */
  void end() {
    if (given.isEmpty()) {
      return;
    }
    SortedMap<String, Long> taken = new TreeMap<>();
    int tooMany = 0;
    int wrong = 0;
    for (Map.Entry<String, Long> one : new TreeMap<>(given).entrySet()) {
      String name = one.getKey();
      long by = one.getValue();
      String why = why(name, by);
      if (why != null) {
        // One line is enough for who counts by what a caller sends.
        if (wrong++ == 0) {
          warn("'" + Text.shorten(name, SHOWN) + "' is not counted: " + why);
        }
      } else if (!names.take(key.namespace(), key.function(), name)) {
        if (tooMany++ == 0) {
          warn(
              "'"
                  + name
                  + "' is not counted: a function has at most "
                  + CountedNames.MOST
                  + " names. Count by names that do not depend on the event.");
        }
      } else {
        taken.put(name, by);
      }
    }
    counts = taken;
  }

  private static @Nullable String why(String name, long by) {
    if (!NAME.matcher(name).matches()) {
      return "a name begins with a letter and has at most 64 letters, digits and . _ -: rename it.";
    }
    return by < 0 || by > MOST ? "the number must be from 0 to 2^53." : null;
  }

  private void warn(String text) {
    log.line(
        new OutputLine(clock.instant(), Stream.PLATFORM, Level.WARN, "context.metrics: " + text));
  }
}
