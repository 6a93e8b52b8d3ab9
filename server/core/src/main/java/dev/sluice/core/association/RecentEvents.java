package dev.sluice.core.association;

import dev.sluice.core.SluiceException;
import dev.sluice.core.association.Router.Arrival;
import dev.sluice.core.event.EventFilter;
import dev.sluice.core.event.EventInput;
import dev.sluice.core.event.EventLanguages;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last events of each namespace, whether an association took them or not, for people who want
 * to see what comes and which of it a filter would take. They are in memory alone and bounded: a
 * restart forgets them. Thread-safe.
 */
public final class RecentEvents {
  /** Events that are kept of a namespace. */
  public static final int MOST = 100;

  /** Larger data is not kept with its event. */
  private static final int MOST_DATA = 32 << 10;

  private static final int MOST_NAMESPACES = 256;

  /** Of all data that is kept of a namespace. */
  private static final int MOST_BYTES = 256 << 10;

  private final EventLanguages languages;
  private final EventFormat format;
  private final Clock clock;
  private final Map<String, Kept> namespaces = new LinkedHashMap<>(16, 0.75f, true);

  RecentEvents(EventLanguages languages, EventFormat format, Clock clock) {
    this.languages = languages;
    this.format = format;
    this.clock = clock;
  }

  /**
   * An event that came.
   *
   * @param source the name of the source that brought it
   * @param dataLeft whether its data was too large to be kept
   */
  private record One(String source, Instant at, CloudEvent event, boolean dataLeft, int bytes) {}

  /** One that is kept, with how many came up to it. */
  private record Numbered(One one, long ofSource, long ofAll) {}

  private static final class Kept {
    private final Deque<Numbered> events = new ArrayDeque<>();
    private final Map<String, Long> came = new HashMap<>();
    private long all;
    private int bytes;

    void add(One one) {
      all++;
      events.addFirst(new Numbered(one, came.merge(one.source(), 1L, Long::sum), all));
      bytes += one.bytes();
      while (events.size() > MOST || bytes > MOST_BYTES) {
        bytes -= events.removeLast().one().bytes();
      }
    }
  }

  /**
   * An event, and what an association would make of it.
   *
   * @param source the name of the source that brought it
   * @param json the event in the JSON format
   * @param dataLeft whether its data was too large to be kept
   * @param matches whether the filter takes it
   * @param input what a function would get of it in JSON; null where that was not asked, the event
   *     does not match, or there is a problem
   * @param problem why there is no input, or null
   * @param ofSource how many came from its source since the server started, with this one
   * @param ofAll how many came from all sources, likewise
   */
  public record Tried(
      String source,
      Instant at,
      byte[] json,
      boolean dataLeft,
      boolean matches,
      byte @Nullable [] input,
      @Nullable String problem,
      long ofSource,
      long ofAll) {}

  void add(List<Arrival> arrivals) {
    Instant now = clock.instant();
    for (Arrival arrival : arrivals) {
      One one = one(arrival, now);
      synchronized (namespaces) {
        namespaces.computeIfAbsent(arrival.namespace(), none -> new Kept()).add(one);
        if (namespaces.size() > MOST_NAMESPACES) {
          Iterator<String> eldest = namespaces.keySet().iterator();
          eldest.next();
          eldest.remove();
        }
      }
    }
  }

  private static One one(Arrival arrival, Instant now) {
    CloudEventData data = arrival.event().getData();
    int bytes = data == null ? 0 : data.toBytes().length;
    boolean left = bytes > MOST_DATA;
    CloudEvent event = left ? new WithoutData(arrival.event()) : arrival.event();
    return new One(arrival.source(), now, event, left, left ? 0 : bytes);
  }

  /** Forgets the events of a namespace. */
  public void forget(String namespace) {
    synchronized (namespaces) {
      namespaces.remove(namespace);
    }
  }

  /**
   * The last events of a namespace, the newest first, with what an association would make of each.
   *
   * @param sources those that are looked at; none for all
   * @param filter CloudEvents SQL; null or blank for every event
   * @param input jq that makes a function's input; null or blank for none
   * @param limit of events that are looked at, from the newest
   * @throws SluiceException {@code INVALID_FILTER} or {@code INVALID_INPUT}
   */
  public List<Tried> list(
      String namespace,
      Set<String> sources,
      @Nullable String filter,
      @Nullable String input,
      int limit) {
    String cesql = Rules.blank(filter);
    String jq = Rules.blank(input);
    EventFilter parsed = cesql == null ? null : languages.filters().parse(cesql);
    EventInput made = jq == null ? null : languages.inputs().parse(jq);
    List<Numbered> kept;
    synchronized (namespaces) {
      Kept known = namespaces.get(namespace);
      kept = known == null ? List.of() : new ArrayList<>(known.events);
    }
    return kept.stream()
        .filter(event -> sources.isEmpty() || sources.contains(event.one().source()))
        .limit(limit)
        .map(event -> tried(event, parsed, made))
        .toList();
  }

  private Tried tried(Numbered is, @Nullable EventFilter filter, @Nullable EventInput input) {
    One one = is.one();
    byte[] json = format.json(one.event());
    boolean matches = filter == null || filter.matches(one.event());
    byte[] made = null;
    String problem = null;
    if (matches && input != null) {
      try {
        made = input.of(json);
      } catch (SluiceException e) {
        problem = e.detail();
      }
    }
    return new Tried(
        one.source(),
        one.at(),
        json,
        one.dataLeft(),
        matches,
        made,
        problem,
        is.ofSource(),
        is.ofAll());
  }
}
