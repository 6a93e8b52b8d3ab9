package dev.sluice.source.message;

import dev.sluice.spi.source.Intake;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ids for messages whose protocol gives them none. Nothing in such a message tells one that comes
 * again from another one that says the same, so each gets an id of its own: two equal messages are
 * two events. There is one case in which a message surely comes again, which is that it was
 * accepted when the connection to acknowledge it was lost already. Those ids are remembered with
 * fingerprints, and the next connection gives them to the messages that it brings first.
 *
 * <p>Where it is not known whether an acknowledgement has arrived, the message, should it come
 * again, is another event: at worst there is one too many, and never one too few.
 *
 * <p>Confined to the thread that runs the connection.
 */
public final class Identities {
  private static final String KEY = "unacknowledged";
  private static final int MOST_CHARS = 60_000;

  private final Intake intake;
  private final String prefix;
  private final Deque<Known> awaited = new ArrayDeque<>();
  private final List<Known> batch = new ArrayList<>();
  private boolean remembered;
  private long count;

  private record Known(String fingerprint, String id) {}

  /**
   * Of one connection.
   *
   * @param prefix unlike that of every other connection
   */
  public Identities(Intake intake, String prefix) {
    this.intake = intake;
    this.prefix = prefix;
    String last = intake.recall(KEY);
    remembered = last != null;
    if (last != null) {
      last.lines()
          .map(line -> line.split(" ", 2))
          .forEach(parts -> awaited.add(new Known(parts[0], parts[1])));
    }
  }

  /**
   * The id of the message that came next.
   *
   * @param fingerprint of all that is the same when it comes again
   * @param again whether it may have come before
   */
  public String of(String fingerprint, boolean again) {
    Known known = again ? take(fingerprint) : null;
    if (known == null) {
      // What comes again comes first: the rest of it went elsewhere.
      awaited.clear();
      known = new Known(fingerprint, prefix + "-" + ++count);
    }
    batch.add(known);
    return known.id();
  }

  private @Nullable Known take(String fingerprint) {
    for (Known known : awaited) {
      if (known.fingerprint().equals(fingerprint)) {
        awaited.remove(known);
        return known;
      }
    }
    return null;
  }

  /** What came since the last call was accepted, and its acknowledgement is on its way. */
  public void acknowledged() {
    batch.clear();
    if (remembered) {
      remember();
    }
  }

  /** What came since the last call was accepted, and surely not acknowledged. */
  public void lost() {
    remember();
  }

  private void remember() {
    StringBuilder lines = new StringBuilder();
    batch.addAll(awaited);
    for (Known known : batch) {
      String line = known.fingerprint() + " " + known.id() + "\n";
      if (lines.length() + line.length() <= MOST_CHARS) {
        lines.append(line);
      }
    }
    batch.clear();
    remembered = !lines.isEmpty();
    intake.remember(KEY, lines.isEmpty() ? null : lines.toString());
  }
}
