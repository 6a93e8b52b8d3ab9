package dev.sluice.source.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that is not as it was; one of them is there.
 *
 * @param before null for a new one
 * @param now null for one that is gone
 */
record ObjectChange(@Nullable Listed before, @Nullable Listed now) {
  private static final Comparator<ObjectChange> ORDER =
      Comparator.comparing(ObjectChange::key, Keys.ORDER);

  /** What differs, in the order of keys; both are in it. */
  static List<ObjectChange> between(List<Listed> before, List<Listed> now) {
    List<ObjectChange> changes = new ArrayList<>();
    int old = 0;
    for (Listed each : now) {
      while (old < before.size() && Keys.ORDER.compare(before.get(old).key(), each.key()) < 0) {
        changes.add(new ObjectChange(before.get(old++), null));
      }
      Listed same =
          old < before.size() && before.get(old).key().equals(each.key())
              ? before.get(old++)
              : null;
      if (same == null || !same.etag().equals(each.etag())) {
        changes.add(new ObjectChange(same, each));
      }
    }
    while (old < before.size()) {
      changes.add(new ObjectChange(before.get(old++), null));
    }
    changes.sort(ORDER);
    return changes;
  }

  private String key() {
    return any().key();
  }

  private Listed any() {
    Listed any = now == null ? before : now;
    if (any == null) {
      throw new IllegalStateException("a change of nothing");
    }
    return any;
  }

  /** The event: the time of the object makes it another one when it goes and comes again. */
  ObjectEvent event(String bucket) {
    Listed any = any();
    String what =
        now == null
            ? ObjectEvent.REMOVED
            : before == null ? ObjectEvent.CREATED : ObjectEvent.CHANGED;
    return new ObjectEvent(
        what,
        bucket,
        any.key(),
        any.etag(),
        now == null ? null : now.size(),
        null,
        now == null ? null : Instant.ofEpochMilli(now.millis()).toString(),
        String.valueOf(any.millis()));
  }
}
