package dev.sluice.source.s3;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One listing beside what is known, a segment after the other: what differs in a piece is told, and
 * then remembered, so that neither needs to be in memory as a whole. Used once; not thread-safe.
 */
final class Comparison {
  /** The most objects of a piece. */
  private static final int PIECE = 1_000;

  private final KnownObjects known;
  private final Listing listing;
  private final Told told;
  private @Nullable String done;

  /** Takes what differs, in the order of keys; it is accepted on return. */
  interface Told {
    void take(List<ObjectChange> changes) throws Exception;
  }

  Comparison(KnownObjects known, Listing listing, Told told) {
    this.known = known;
    this.listing = listing;
    this.told = told;
  }

  void run() throws Exception {
    int segment = 0;
    while (segment < known.size()) {
      int at = compare(segment);
      segment = known.dropIfEmpty(at) ? at : at + 1;
    }
  }

  /** Returns where the segment is when others were cut off before it. */
  private int compare(int segment) throws Exception {
    int at = segment;
    String bound = known.bound(at);
    List<Listed> rest = new ArrayList<>(known.read(at, done));
    List<Listed> before = new ArrayList<>();
    boolean more = true;
    while (more) {
      List<Listed> now = listing.take(bound, PIECE);
      Listed next = listing.peek();
      more = next != null && (bound == null || Keys.ORDER.compare(next.key(), bound) < 0);
      String upTo = more && !now.isEmpty() ? now.get(now.size() - 1).key() : null;
      List<Listed> old = upTo(rest, upTo);
      List<ObjectChange> changes = ObjectChange.between(old, now);
      told.take(changes);
      before.addAll(merge(old, now));
      if (!changes.isEmpty()) {
        at += known.write(at, before, rest);
      }
      done = now.isEmpty() ? done : now.get(now.size() - 1).key();
    }
    return at;
  }

  /** Takes what is known up to a key, or all of it. */
  private static List<Listed> upTo(List<Listed> rest, @Nullable String last) {
    int count = 0;
    while (count < rest.size()
        && (last == null || Keys.ORDER.compare(rest.get(count).key(), last) <= 0)) {
      count++;
    }
    List<Listed> head = new ArrayList<>(rest.subList(0, count));
    rest.subList(0, count).clear();
    return head;
  }

  /** As listed now; an object whose content is the same keeps the time that it had. */
  private static List<Listed> merge(List<Listed> old, List<Listed> now) {
    List<Listed> merged = new ArrayList<>();
    int at = 0;
    for (Listed each : now) {
      while (at < old.size() && Keys.ORDER.compare(old.get(at).key(), each.key()) < 0) {
        at++;
      }
      boolean same =
          at < old.size()
              && old.get(at).key().equals(each.key())
              && old.get(at).etag().equals(each.etag());
      merged.add(same ? old.get(at) : each);
    }
    return merged;
  }
}
