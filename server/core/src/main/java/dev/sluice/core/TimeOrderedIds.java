package dev.sluice.core;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Ids of 26 characters in Crockford's base 32: 48 bits of milliseconds, then 80 random bits, as in
 * the ULID specification, in lower case. Within one millisecond, or when the clock steps back, the
 * random part counts up, so that ids of one source always ascend: the database appends to its
 * indexes instead of splitting pages, and a page of a list has a simple cursor. Thread-safe.
 */
public final class TimeOrderedIds implements IdSource {
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  private final Clock clock;
  private final RandomGenerator random;
  private long lastMillis;
  private long high;
  private long low;

  /**
   * A source.
   *
   * @param random need not be secure: an id is no secret
   */
  public TimeOrderedIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public synchronized String next() {
    long millis = clock.millis();
    if (millis > lastMillis) {
      lastMillis = millis;
      // The top bit stays free, so that counting up has room within any millisecond.
      high = random.nextLong() & 0x7f_ffff_ffffL;
      low = random.nextLong() & 0xff_ffff_ffffL;
    } else if (++low > 0xff_ffff_ffffL) {
      low = 0;
      high++;
    }
    char[] id = new char[26];
    write(id, 0, 10, lastMillis);
    write(id, 10, 8, high);
    write(id, 18, 8, low);
    return new String(id);
  }

  private static void write(char[] id, int from, int count, long bits) {
    for (int i = count - 1; i >= 0; i--) {
      id[from + i] = DIGITS[(int) (bits & 31)];
      bits >>>= 5;
    }
  }
}
