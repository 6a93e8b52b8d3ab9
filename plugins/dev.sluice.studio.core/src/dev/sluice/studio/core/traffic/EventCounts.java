package dev.sluice.studio.core.traffic;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.studio.core.wiring.SourceCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many events come from the sources of an association. Not thread-safe. */
public final class EventCounts {
  private final SourceCounts counts;
  private Map<String, String> kinds = Map.of();

  /**
   * Knows nothing yet.
   *
   * @param length how far it looks back
   */
  public EventCounts(Duration length) {
    counts = new SourceCounts(length);
  }

  /** Forgets all. */
  void clear() {
    counts.clear();
  }

  /** Lets rates begin anew, as those of what goes on from here do. */
  void restart() {
    counts.restart();
  }

  /**
   * What the server says.
   *
   * @param last the newest event of all, and of each source that has no definition
   */
  public void add(List<SourceInfo> sources, List<RecentEventInfo> last, Instant now) {
    counts.add(sources, last, now);
    Map<String, String> known = new HashMap<>();
    sources.forEach(source -> known.put(source.name(), source.kind()));
    kinds = known;
  }

  /** What comes to an association; nothing before the server was asked. */
  public List<SourceFlow.Amount> amounts(AssociationInfo info) {
    if (!counts.asked()) {
      return List.of();
    }
    if (info.sources().isEmpty()) {
      return List.of(new SourceFlow.Amount(Source.any(), counts.of(SourceCounts.ANY)));
    }
    List<SourceFlow.Amount> amounts = new ArrayList<>();
    for (String name : info.sources()) {
      amounts.add(new SourceFlow.Amount(Source.ofEvents(name, kinds.get(name)), counts.of(name)));
    }
    return amounts;
  }
}
