package dev.sluice.core.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Removes stored lines, always the oldest first and a few at a time, so that writers wait for none
 * of it for long. Thread-safe.
 */
public interface LogRemoval {

  /** Whose lines they are. */
  record Owner(String namespace, String function) {}

  /**
   * What was removed.
   *
   * @param upTo the lines up to this id are gone; 0 when none went
   */
  record Removed(int lines, long upTo) {}

  /** Every function that has lines, also of functions that are deleted. */
  List<Owner> owners();

  /** Removes the function's lines from its first one up to the first that is not older. */
  Removed removeOlder(Owner owner, Instant before);

  /**
   * How much each namespace keeps, in bytes: a line counts with its text in UTF-8 and with {@link
   * #LINE_BYTES} for the rest of it.
   */
  Map<String, Long> bytes();

  /** What a line takes beside its text, with its place in the indexes. */
  int LINE_BYTES = 200;

  /** Removes the namespace's first lines until it keeps no more than so many bytes. */
  Removed removeOldest(String namespace, long mostBytes);
}
