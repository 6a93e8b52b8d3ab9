package dev.sluice.core.queue.combination;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Combinations as a transaction finds and changes them. Confined to it. */
public interface CombinationRows {
  /** How many there were of a group. */
  Counts counts(Group group);

  /** Whether an event of this digest was taken, and is not forgotten by now. */
  boolean knows(Group group, String digest, Instant now);

  /** The first of a group that was opened with this key and does not have this part; or null. */
  @Nullable Open firstWithout(Group group, String key, String part);

  /** The first of a group that was opened; null for none. */
  @Nullable Open oldest(Group group);

  /** Adds one without parts; the counts have it then. */
  void open(Group group, Open opened);

  /**
   * Adds an event to one that is open.
   *
   * @param as the part that it is there, with the key of it
   * @param forgetAt from when on the same event is another one
   */
  void add(Group group, Open to, Joining.Place as, Joining event, Instant now, Instant forgetAt);

  /** The events of one that is open, with their payloads. */
  List<PartEvent> events(Open whole);

  /** Ends one that is open, and counts it; its events are known until they are forgotten. */
  void end(Group group, Open ended, Ending ending);

  /** Ends those whose time is over, the first ones first; returns how many. */
  int expire(Instant now, int limit);
}
