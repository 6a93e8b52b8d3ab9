package dev.sluice.studio.core.traffic;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.studio.core.wiring.SourceRates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many events come from the sources of an association: the definition of a source says how many
 * came, and where it has none, the last event does. Not thread-safe.
 */
public final class EventCounts {
  private static final String ANY = "";

  private final SourceRates rates;
  private final Map<String, Long> seen = new HashMap<>();
  private final Map<String, Long> counted = new HashMap<>();
  private Map<String, String> kinds = Map.of();
  private boolean asked;

  /**
   * Knows nothing yet.
   *
   * @param length how far it looks back
   */
  public EventCounts(Duration length) {
    rates = new SourceRates(length);
  }

  /** Forgets all. */
  void clear() {
    rates.clear();
    seen.clear();
    counted.clear();
    asked = false;
  }

  /** Lets rates begin anew, as those of what goes on from here do. */
  void restart() {
    rates.restart();
  }

  /**
   * What the server says.
   *
   * @param last the newest event of all, and of each source that has no definition
   */
  public void add(List<SourceInfo> sources, List<RecentEventInfo> last, Instant now) {
    long all = last.stream().mapToLong(RecentEventInfo::allEvents).max().orElse(0);
    long came = Math.max(0, all - seen.getOrDefault(ANY, 0L));
    for (RecentEventInfo event : last) {
      count(event.source(), event.sourceEvents(), came);
    }
    count(ANY, all, came);
    asked = true;
    Map<String, Long> events = new HashMap<>(counted);
    Map<String, String> known = new HashMap<>();
    for (SourceInfo source : sources) {
      events.put(source.name(), source.events());
      known.put(source.name(), source.kind());
    }
    kinds = known;
    rates.add(events, now);
  }

  /**
   * Counts on.
   *
   * @param number what the server has counted; it begins anew when the server does
   * @param most of all sources together: of a source, the last event may not have been kept before
   */
  private void count(String name, long number, long most) {
    long before = seen.getOrDefault(name, 0L);
    long more = Math.max(0, Math.min(most, number - before));
    seen.put(name, Math.max(number, 0));
    counted.merge(name, asked ? more : 0, Long::sum);
  }

  /** What comes to an association; nothing before the server was asked. */
  public List<SourceFlow.Amount> amounts(AssociationInfo info) {
    if (!asked) {
      return List.of();
    }
    if (info.sources().isEmpty()) {
      return List.of(new SourceFlow.Amount(Source.any(), rates.of(ANY)));
    }
    List<SourceFlow.Amount> amounts = new ArrayList<>();
    for (String name : info.sources()) {
      amounts.add(new SourceFlow.Amount(Source.ofEvents(name, kinds.get(name)), rates.of(name)));
    }
    return amounts;
  }
}
