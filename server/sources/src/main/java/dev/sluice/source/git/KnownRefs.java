package dev.sluice.source.git;

import dev.sluice.spi.source.Intake;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The refs as they were when their events were accepted last, and how often there were any. A ref
 * stays in its part of what is remembered, so that a change rewrites little. Confined to the thread
 * that runs the connection.
 */
final class KnownRefs {
  private static final int PARTS = 32;
  private static final int MOST_CHARS = 60_000;
  private static final String ROUND = "round";

  private final Intake intake;

  KnownRefs(Intake intake) {
    this.intake = intake;
  }

  /** Whether they were remembered at all. */
  boolean isFirst() {
    return intake.recall(ROUND) == null;
  }

  /** How often there were events. */
  long round() {
    String round = intake.recall(ROUND);
    return round == null ? 0 : Long.parseLong(round);
  }

  SortedMap<String, String> all() {
    SortedMap<String, String> refs = new TreeMap<>();
    for (int part = 0; part < PARTS; part++) {
      String lines = intake.recall(key(part));
      if (lines != null) {
        lines.lines().forEach(line -> put(refs, line));
      }
    }
    return refs;
  }

  private static void put(Map<String, String> refs, String line) {
    int space = line.indexOf(' ');
    refs.put(line.substring(space + 1), line.substring(0, space));
  }

  /**
   * They are these from now on. The round is kept last: should it alone be lost, ids differ still.
   *
   * @throws IllegalStateException when they are too many
   */
  void remember(SortedMap<String, String> refs) {
    for (int part = 0; part < PARTS; part++) {
      String lines = lines(refs, part);
      String before = intake.recall(key(part));
      if (!lines.equals(before == null ? "" : before)) {
        intake.remember(key(part), lines.isEmpty() ? null : lines);
      }
    }
    intake.remember(ROUND, String.valueOf(round() + 1));
  }

  private static String lines(SortedMap<String, String> refs, int part) {
    StringBuilder lines = new StringBuilder();
    refs.forEach(
        (ref, commit) -> {
          if (part(ref) == part) {
            lines.append(commit).append(' ').append(ref).append('\n');
          }
        });
    return lines.toString();
  }

  /** Whether there is room for that many. */
  static boolean fit(SortedMap<String, String> refs) {
    int[] chars = new int[PARTS];
    refs.forEach((ref, commit) -> chars[part(ref)] += ref.length() + commit.length() + 2);
    for (int each : chars) {
      if (each > MOST_CHARS) {
        return false;
      }
    }
    return true;
  }

  private static int part(String ref) {
    return Math.floorMod(ref.hashCode(), PARTS);
  }

  private static String key(int part) {
    return "refs-" + part;
  }
}
