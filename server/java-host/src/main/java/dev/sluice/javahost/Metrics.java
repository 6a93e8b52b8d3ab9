package dev.sluice.javahost;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * What a call counts, until it goes to the server before the answer. It is an interface of the JDK,
 * since the function sees no other classes of ours. Thread-safe.
 */
final class Metrics implements ObjLongConsumer<String> {
  /** Names in one call; the server has its own limits. */
  private static final int MOST = 100;

  private static final int LONGEST = 80;

  private final Output output;
  private final Map<String, Long> counts = new LinkedHashMap<>();

  Metrics(Output output) {
    this.output = output;
  }

  @Override
  public void accept(String name, long by) {
    String whole = String.valueOf(name);
    String named = whole.substring(0, Math.min(LONGEST, whole.length()));
    if (by < 0) {
      refuse(named, "by is " + by + ", and must be a whole number from 0 up.");
    } else if (!add(named, by)) {
      refuse(named, "one call counts by at most " + MOST + " names.");
    }
  }

  private synchronized boolean add(String name, long by) {
    if (counts.size() >= MOST && !counts.containsKey(name)) {
      return false;
    }
    // What is more than a number can be is left for the server to refuse.
    counts.merge(name, by, (one, other) -> one + other < 0 ? Long.MAX_VALUE : one + other);
    return true;
  }

  private void refuse(String name, String why) {
    output.lines('E', 'W', "context.metrics: '" + name + "' is not counted: " + why);
  }

  /** Sends what was counted; nothing where that is nothing. */
  void send(Wire wire, byte[] id) throws IOException {
    byte[] told;
    synchronized (this) {
      if (counts.isEmpty()) {
        return;
      }
      told = Json.OURS.writeValueAsBytes(counts);
    }
    wire.send('M', id, told);
  }
}
