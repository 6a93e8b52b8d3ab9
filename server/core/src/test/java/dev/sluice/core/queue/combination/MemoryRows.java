package dev.sluice.core.queue.combination;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Combinations in memory, looked for in the plainest way. Not thread-safe. */
final class MemoryRows implements CombinationRows {
  private record Row(Group group, Open open, Map<String, PartEvent> events) {
    Open now() {
      return new Open(
          open.id(), open.place(), open.key(), events.keySet(), open.openedAt(), open.expiresAt());
    }
  }

  private record Known(Group group, String digest, Instant until) {}

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Set<Known> known = new HashSet<>();
  private final Map<Group, Counts> counts = new HashMap<>();

  @Override
  public Counts counts(Group group) {
    return counts.getOrDefault(group, Counts.NONE);
  }

  @Override
  public boolean knows(Group group, String digest, Instant now) {
    return known.stream()
        .anyMatch(
            is ->
                is.group().equals(group) && is.digest().equals(digest) && is.until().isAfter(now));
  }

  /** Those of a group that are open, in the order in which they were opened. */
  List<Open> all(Group group) {
    return rows.values().stream()
        .filter(row -> row.group().equals(group))
        .map(Row::now)
        .sorted(Comparator.comparing(Open::place))
        .toList();
  }

  @Override
  public @Nullable Open firstWithout(Group group, String key, String part) {
    return all(group).stream()
        .filter(open -> open.key().equals(key) && !open.parts().contains(part))
        .findFirst()
        .orElse(null);
  }

  @Override
  public @Nullable Open oldest(Group group) {
    return all(group).stream().findFirst().orElse(null);
  }

  @Override
  public void open(Group group, Open opened) {
    rows.put(opened.id(), new Row(group, opened, new HashMap<>()));
    counts.put(group, counts(group).withOpened());
  }

  @Override
  public void add(
      Group group, Open to, Joining.Place as, Joining event, Instant now, Instant forgetAt) {
    String part = as.part();
    known.add(new Known(group, event.digest(), forgetAt));
    PartEvent before =
        row(to)
            .events()
            .put(
                part,
                new PartEvent(
                    part,
                    String.valueOf(event.event().eventId()),
                    String.valueOf(event.event().source()),
                    event.digest(),
                    now,
                    event.depth(),
                    event.event().payload()));
    if (before != null) {
      throw new IllegalStateException(part + " is there");
    }
  }

  private Row row(Open open) {
    return Objects.requireNonNull(rows.get(open.id()));
  }

  @Override
  public List<PartEvent> events(Open whole) {
    return new ArrayList<>(row(whole).events().values());
  }

  @Override
  public void end(Group group, Open ended, Ending ending) {
    Objects.requireNonNull(rows.remove(ended.id()));
    counts.put(group, counts(group).with(ending));
  }

  @Override
  public int expire(Instant now, int limit) {
    List<Row> due =
        rows.values().stream()
            .filter(row -> !row.open().expiresAt().isAfter(now))
            .limit(limit)
            .toList();
    due.forEach(row -> end(row.group(), row.open(), Ending.EXPIRED));
    return due.size();
  }
}
