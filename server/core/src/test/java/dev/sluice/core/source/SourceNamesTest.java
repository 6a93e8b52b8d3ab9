package dev.sluice.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.SourceSpec;
import dev.sluice.core.Ticker;
import dev.sluice.core.access.Caller;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.fake.MemoryFunctionStore;
import dev.sluice.core.fake.MemoryNamespaceStore;
import dev.sluice.core.fake.Refused;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.namespace.Quotas;
import dev.sluice.core.option.Definition;
import dev.sluice.core.option.KnownKinds;
import dev.sluice.core.option.OptionRules;
import dev.sluice.core.option.SettingsReader;
import dev.sluice.spi.source.SourceKind;
import dev.sluice.spi.source.TimedSource.Missed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What sources can be called. */
class SourceNamesTest {
  private static final Instant THEN = Instant.parse("2026-11-27T12:00:00Z");
  private static final Caller CALLER = new Caller("k", "default", Set.of(), true);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final MemorySources store = new MemorySources();
  private final ActiveSources active;
  private final SourceService sources;

  SourceNamesTest() {
    SettingsReader settings =
        new SettingsReader((namespace, name) -> "", text -> Duration.ofSeconds(1));
    KnownKinds<SourceKind> kinds =
        new KnownKinds<>(
            List.of(new TickingKind(Duration.ofHours(1), Missed.SKIP)),
            ErrorCode.UNKNOWN_SOURCE_KIND,
            "source");
    Inlet inlet =
        new Inlet(
            arrivals -> {}, event -> new EventBinding.Bound(List.of(new NamedEvent(event)), null));
    Clock clock = Clock.systemUTC();
    active =
        new ActiveSources(
            kinds,
            settings,
            new PullRunner.Parts(inlet, store, settings, clock, () -> 0.0),
            new Timetable(inlet, store, clock),
            threads,
            clock,
            PlatformLog.NONE);
    sources =
        new SourceService(
            store,
            kinds,
            new OptionRules(settings, text -> Duration.ZERO, ErrorCode.INVALID_SOURCE, "source"),
            active,
            new NetworkPolicy(
                Set.of(),
                new Quotas(new MemoryNamespaceStore(new MemoryFunctionStore()), Ticker.system())),
            clock,
            () -> "id",
            PlatformLog.NONE);
  }

  @AfterEach
  void stop() throws Exception {
    active.close();
    threads.shutdown();
  }

  private static SourceSpec spec(String name) {
    return new SourceSpec(name, "ticking", Map.of(), "words");
  }

  @Test
  void shouldRefuseNamesThatEventsOfTheServerGoBy() {
    for (String name : List.of("events", "jobs", "workflow")) {
      Refused.refuses(ErrorCode.INVALID_NAME, () -> sources.create(CALLER, spec(name)));
    }
    assertThat(sources.create(CALLER, spec("workflows")).name()).isEqualTo("workflows");
  }

  @Test
  void shouldGoOnWithSourcesThatWereCalledSoBefore() {
    Source old =
        new Source(
            new Definition("id", "default", "jobs", "ticking", "", Map.of(), THEN, THEN, 1, null),
            false,
            THEN);
    store.save(old);

    assertThat(sources.replace(CALLER, "jobs", spec("jobs"), 1L).definition().description())
        .isEqualTo("words");
    assertThat(sources.pause("default", "jobs", true).paused()).isTrue();
    assertThat(sources.list("default")).hasSize(1);
    sources.delete("default", "jobs");
    assertThat(store.all()).isEmpty();
  }

  private static final class MemorySources implements SourceStore {
    private final Map<String, Source> all = new ConcurrentHashMap<>();

    @Override
    public Optional<Source> find(String namespace, String name) {
      return Optional.ofNullable(all.get(name));
    }

    @Override
    public List<Source> list(String namespace) {
      return all();
    }

    @Override
    public List<Source> all() {
      return List.copyOf(all.values());
    }

    @Override
    public boolean save(Source source) {
      all.put(source.name(), source);
      return true;
    }

    @Override
    public boolean delete(Source source) {
      return all.remove(source.name()) != null;
    }

    @Override
    public Map<String, String> positions(String sourceId) {
      return Map.of();
    }

    @Override
    public void remember(List<Position> positions) {}
  }
}
