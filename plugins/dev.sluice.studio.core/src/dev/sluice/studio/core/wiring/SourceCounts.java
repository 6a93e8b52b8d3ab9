package dev.sluice.studio.core.wiring;

import dev.sluice.api.RecentEventInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many events a second came of late from sources: the definition of a source says how many
 * came, and where it has none, the last event does. Not thread-safe.
 */
public final class SourceCounts {
  /** All sources of the namespace together. */
  public static final String ANY = "";

  private final SourceRates rates;
  private final Map<String, Long> seen = new HashMap<>();
  private final Map<String, Long> counted = new HashMap<>();
  private boolean asked;

  /**
   * Knows nothing yet.
   *
   * @param length how far it looks back
   */
  public SourceCounts(Duration length) {
    rates = new SourceRates(length);
  }

  /** Asks for the newest event of all sources, and of each of these. Runs in a job. */
  public static List<RecentEventInfo> ask(SluiceClient client, Collection<String> sources)
      throws IOException {
    List<RecentEventInfo> last = new ArrayList<>(client.events().recent(List.of(), 1));
    for (String source : sources) {
      last.addAll(client.events().recent(List.of(source), 1));
    }
    return last;
  }

  /** Forgets all. */
  public void clear() {
    rates.clear();
    seen.clear();
    counted.clear();
    asked = false;
  }

  /** Lets rates begin anew, as those of what goes on from here do. */
  public void restart() {
    rates.restart();
  }

  /** Whether the server has said anything yet. */
  public boolean asked() {
    return asked;
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
    sources.forEach(source -> events.put(source.name(), source.events()));
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

  /** Events a second of a source, or of {@link #ANY}; 0 where that is not known yet. */
  public double of(String name) {
    return rates.of(name);
  }
}
