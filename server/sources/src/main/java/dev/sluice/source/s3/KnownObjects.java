package dev.sluice.source.s3;

import dev.sluice.spi.source.Intake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects as they were when their events were accepted last, in the order of their keys and cut
 * into segments of some forty thousand characters. A change rewrites the segment that it is in, so
 * what a poll costs is what has changed, and not how much there is. Confined to the thread that
 * runs the connection.
 */
final class KnownObjects {
  /** Above this a segment is cut, when its half is done with. */
  private static final int MOST_CHARS = 40_000;

  /** Some 28 million characters: 280,000 objects with keys of 57 characters. */
  private static final int MOST_SEGMENTS = 700;

  private static final String SCOPE = "scope";
  private static final String SEGMENTS = "segments";
  private static final String PREFIX = "objects-";

  private final Intake intake;
  private final List<String> segments = new ArrayList<>();
  private long next;

  /**
   * Takes up what is remembered.
   *
   * @param scope what is watched: of another one nothing is known
   */
  KnownObjects(Intake intake, String scope) {
    this.intake = intake;
    String names = intake.recall(SEGMENTS);
    if (names != null && !names.isEmpty()) {
      segments.addAll(List.of(names.split(" ")));
    }
    for (String name : segments) {
      next = Math.max(next, Long.parseLong(name, Character.MAX_RADIX) + 1);
    }
    String before = intake.recall(SCOPE);
    if (before != null && !before.equals(scope)) {
      intake.remember(SCOPE, null);
      intake.remember(SEGMENTS, null);
      segments.forEach(name -> intake.remember(PREFIX + name, null));
      segments.clear();
    }
    if (segments.isEmpty()) {
      segments.add(newName());
    }
  }

  /** Whether all that there was has been seen once. */
  boolean isComplete() {
    return intake.recall(SCOPE) != null;
  }

  /** All that there was has been seen. */
  void complete(String scope) {
    if (!isComplete()) {
      intake.remember(SCOPE, scope);
    }
  }

  /** How many segments there are; at least one. */
  int size() {
    return segments.size();
  }

  /** What is known in a segment, in order, of keys after one and before where the next begins. */
  List<Listed> read(int segment, @Nullable String after) {
    String bound = bound(segment);
    List<Listed> all = new ArrayList<>();
    for (Listed each : stored(segment)) {
      boolean early = after != null && Keys.ORDER.compare(each.key(), after) <= 0;
      if (!early && (bound == null || Keys.ORDER.compare(each.key(), bound) < 0)) {
        all.add(each);
      }
    }
    return all;
  }

  /** Where the next segment begins, or null at the end. */
  @Nullable String bound(int segment) {
    for (int i = segment + 1; i < segments.size(); i++) {
      String lines = intake.recall(PREFIX + segments.get(i));
      if (lines != null) {
        return Entries.read(lines.substring(0, lines.indexOf('\n'))).key();
      }
    }
    return null;
  }

  private List<Listed> stored(int segment) {
    String lines = intake.recall(PREFIX + segments.get(segment));
    return lines == null ? List.of() : lines.lines().map(Entries::read).toList();
  }

  /**
   * A segment has these from now on. What is done with is cut off where it is much; a crash between
   * what is written here leaves what brings events again, and hides none.
   *
   * @param done as listed; what is cut off is taken out
   * @param rest that is known from before, and comes behind
   * @return how many segments were put in before it
   * @throws IOException when they are too many
   */
  int write(int segment, List<Listed> done, List<Listed> rest) throws IOException {
    int cut = 0;
    String lines = Entries.write(done) + Entries.write(rest);
    while (lines.length() > MOST_CHARS && !done.isEmpty()) {
      int count = Entries.fitting(done, MOST_CHARS);
      if (count == done.size() && lines.length() <= MOST_CHARS + MOST_CHARS / 2) {
        break; // what is left has room here
      }
      if (segments.size() >= MOST_SEGMENTS) {
        throw new IOException(
            "There are more objects than can be watched: let a prefix leave some out, or take"
                + " notifications of the server.");
      }
      List<Listed> head = done.subList(0, count);
      String name = newName();
      intake.remember(PREFIX + name, Entries.write(head));
      segments.add(segment + cut, name);
      cut++;
      head.clear();
      lines = Entries.write(done) + Entries.write(rest);
    }
    if (cut > 0 || intake.recall(SEGMENTS) == null) {
      intake.remember(SEGMENTS, String.join(" ", segments));
    }
    intake.remember(PREFIX + segments.get(segment + cut), lines.isEmpty() ? null : lines);
    return cut;
  }

  /** A segment is done with; it is left out when nothing is in it and there are others. */
  boolean dropIfEmpty(int segment) {
    String name = segments.get(segment);
    if (segments.size() == 1 || intake.recall(PREFIX + name) != null) {
      return false;
    }
    segments.remove(segment);
    intake.remember(SEGMENTS, String.join(" ", segments));
    return true;
  }

  private String newName() {
    return Long.toString(next++, Character.MAX_RADIX);
  }
}
