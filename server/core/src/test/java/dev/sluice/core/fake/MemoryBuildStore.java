package dev.sluice.core.fake;

import dev.sluice.core.build.BuildRecord;
import dev.sluice.core.build.BuildStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The port in memory. Thread-safe. */
public final class MemoryBuildStore implements BuildStore {
  private final TreeMap<String, BuildRecord> builds = new TreeMap<>();
  private final TreeMap<String, StoredLog> logs = new TreeMap<>();

  @Override
  public synchronized void insert(BuildRecord build) {
    builds.put(build.id(), build);
    logs.put(build.id(), new StoredLog("", 1));
  }

  @Override
  public synchronized void saveLog(String id, String log, long firstLine) {
    logs.put(id, new StoredLog(log, firstLine));
  }

  @Override
  public synchronized void end(BuildRecord build, String log, long firstLine) {
    builds.put(build.id(), build);
    logs.put(build.id(), new StoredLog(log, firstLine));
  }

  @Override
  public synchronized Optional<BuildRecord> find(String namespace, String function, String id) {
    return Optional.ofNullable(builds.get(id))
        .filter(each -> each.namespace().equals(namespace) && each.function().equals(function));
  }

  @Override
  public synchronized List<BuildRecord> list(
      String namespace, String function, @Nullable String before, int limit) {
    return builds.descendingMap().values().stream()
        .filter(each -> each.namespace().equals(namespace) && each.function().equals(function))
        .filter(each -> before == null || each.id().compareTo(before) < 0)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<StoredLog> log(String namespace, String function, String id) {
    return find(namespace, function, id).map(each -> logs.get(id));
  }

  @Override
  public int failRunning(String error) {
    throw new UnsupportedOperationException("only a server that starts asks for it");
  }

  @Override
  public synchronized int keepNewest(String namespace, String function, int count) {
    List<BuildRecord> all = new ArrayList<>(list(namespace, function, null, Integer.MAX_VALUE));
    int old = Math.max(0, all.size() - count);
    all.subList(all.size() - old, all.size()).forEach(each -> builds.remove(each.id()));
    return old;
  }

  @Override
  public synchronized void removeAll(String namespace, String function) {
    keepNewest(namespace, function, 0);
  }

  @Override
  public int pruneOrphans(Instant before) {
    throw new UnsupportedOperationException("only housekeeping asks for it");
  }
}
