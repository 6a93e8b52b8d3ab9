package dev.sluice.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.LogOwner;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.option.Definition;
import dev.sluice.core.option.KnownKinds;
import dev.sluice.core.option.SettingsReader;
import dev.sluice.core.option.Value;
import dev.sluice.core.source.SourceStatus.State;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How sources that are fetched from run, fail, and are tried again. */
class PullSourcesTest {
  private static final Instant THEN = Instant.parse("2026-11-27T12:00:00Z");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentHashMap<String, String> positions = new ConcurrentHashMap<>();
  private final ScriptedKind kind = new ScriptedKind();
  private final List<String> came = new ArrayList<>();
  private final Clock clock = Clock.systemUTC();
  private final List<PlatformLog.Entry> told = new CopyOnWriteArrayList<>();
  private volatile String secret = "one";
  private final ActiveSources active = activeSources();

  private ActiveSources activeSources() {
    SettingsReader settings =
        new SettingsReader((namespace, name) -> secret, text -> Duration.ofSeconds(1));
    SourceStore store = new PositionsOnly();
    Inlet inlet =
        new Inlet(
            arrivals -> {
              synchronized (came) {
                arrivals.forEach(arrival -> came.add(arrival.event().getId()));
              }
            },
            event -> new EventBinding.Bound(List.of(new NamedEvent(event)), null));
    return new ActiveSources(
        new KnownKinds<>(List.of(kind), ErrorCode.UNKNOWN_SOURCE_KIND, "source"),
        settings,
        // Chance of nothing: the first pause is half a second.
        new PullRunner.Parts(inlet, store, settings, clock, () -> 0.0),
        new Timetable(inlet, store, clock),
        threads,
        clock,
        told::add);
  }

  @AfterEach
  void stop() throws Exception {
    active.close();
    threads.shutdown();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(kind.open).isEmpty();
  }

  private static Source source(long revision, boolean paused) {
    return new Source(
        new Definition(
            "id",
            "default",
            "orders",
            "scripted",
            "",
            Map.of("password", new Value.Secret("s")),
            THEN,
            THEN,
            revision,
            null),
        paused,
        THEN);
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private State state() {
    return active.status(source(1, false)).state();
  }

  @Test
  void shouldBringEventsWhileItRuns() throws Exception {
    active.put(source(1, false));
    ScriptedConnection connection = kind.next();
    connection.bring("a", "b");

    await("both came", () -> active.status(source(1, false)).events() == 2);

    assertThat(came).containsExactly("a", "b");
    assertThat(state()).isEqualTo(State.RUNNING);
    assertThat(active.status(source(1, false)).lastEventAt()).isNotNull();
  }

  @Test
  void shouldSayWhyItFailedAndTryAgain() throws Exception {
    active.put(source(1, false));
    kind.next().fail("connection refused by test");
    await("it has failed", () -> state() == State.FAILED);
    SourceStatus failed = active.status(source(1, false));

    ScriptedConnection second = kind.next();
    second.bring("a");
    await("it runs", () -> state() == State.RUNNING);

    assertThat(failed.reason()).isEqualTo("connection refused by test");
    assertThat(failed.retryAt()).isNotNull();
    assertThat(active.status(source(1, false)).reason()).isNull();
  }

  @Test
  void shouldTellItsLogOnceThatItFailsForAReason() throws Exception {
    kind.refuses = "refused";
    active.put(source(1, false));
    await("it was tried again", () -> kind.refused.get() >= 2);
    kind.refuses = null;
    kind.next().fail("lost");
    await("it has told all", () -> told.size() == 3);

    assertThat(told).extracting(PlatformLog.Entry::owner).containsOnly(LogOwner.source("orders"));
    assertThat(told)
        .extracting(PlatformLog.Entry::level)
        .containsExactly(Level.WARN, Level.INFO, Level.WARN);
    assertThat(told.get(0).text())
        .startsWith("Failed, and is tried again at 20")
        .endsWith(": refused");
    assertThat(told.get(1).text()).isEqualTo("Running.");
    assertThat(told.get(2).text()).endsWith(": lost");
  }

  @Test
  void shouldTryAgainWhereConnectionsJustEnd() throws Exception {
    active.put(source(1, false));
    kind.next().end();
    await("it has failed", () -> state() == State.FAILED);

    assertThat(active.status(source(1, false)).reason()).isEqualTo("The connection has ended.");
    ScriptedConnection unused = kind.next();
  }

  @Test
  void shouldCloseTheConnectionWhenPausedAndOpenAnotherWhenResumed() throws Exception {
    active.put(source(1, false));
    ScriptedConnection first = kind.next();
    active.put(source(2, true));

    await("it is closed", () -> kind.open.isEmpty());
    assertThat(state()).isEqualTo(State.PAUSED);

    active.put(source(3, false));
    ScriptedConnection second = kind.next();
    assertThat(second).isNotSameAs(first);
  }

  @Test
  void shouldNeverHaveTwoConnectionsOfOneSource() throws Exception {
    active.put(source(1, false));
    ScriptedConnection first = kind.next();
    first.lingers = true;
    active.put(source(2, false));

    assertThat(kind.connections.poll(300, TimeUnit.MILLISECONDS)).isNull();
    first.lingers = false;
    first.close();
    ScriptedConnection second = kind.next();

    assertThat(kind.mostOpen).isEqualTo(1);
    second.bring("a");
  }

  @Test
  void shouldGoOnWithTheNewValueOfASecret() throws Exception {
    active.put(source(1, false));
    ScriptedConnection first = kind.next();
    secret = "two";
    active.secretChanged("default", "other");
    active.secretChanged("default", "s");
    ScriptedConnection second = kind.next();

    assertThat(first.password).isEqualTo("one");
    assertThat(second.password).isEqualTo("two");
  }

  @Test
  void shouldRememberWhereItStandsOverConnections() throws Exception {
    active.put(source(1, false));
    kind.next().remember("here");
    await("it is kept", () -> "here".equals(positions.get("position")));
    active.put(source(2, false));

    assertThat(kind.next().recalled).isEqualTo("here");
  }

  @Test
  void shouldStopForGoodWhenRemoved() throws Exception {
    active.put(source(1, false));
    ScriptedConnection unusedConnection = kind.next();
    active.remove(source(1, false));

    await("it is closed", () -> kind.open.isEmpty());
    assertThat(kind.connections).isEmpty();
  }

  @Test
  void shouldNotRunAnOlderDefinitionThanItRuns() throws Exception {
    active.put(source(2, true));
    active.put(source(1, false));

    assertThat(kind.connections.poll(200, TimeUnit.MILLISECONDS)).isNull();
    assertThat(state()).isEqualTo(State.PAUSED);
  }

  /** Connections that do as the test says. */
  private static final class ScriptedKind implements PullSource {
    final LinkedBlockingQueue<ScriptedConnection> connections = new LinkedBlockingQueue<>();
    final ConcurrentHashMap<ScriptedConnection, Boolean> open = new ConcurrentHashMap<>();
    final AtomicInteger refused = new AtomicInteger();
    volatile int mostOpen;
    volatile @Nullable String refuses;

    ScriptedConnection next() throws InterruptedException {
      ScriptedConnection next = connections.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("a connection within 20 s").isNotNull();
      return next;
    }

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public String summary() {
      return "Does as a test says.";
    }

    @Override
    public List<Option> options() {
      return List.of(Option.secret("password", "A password."));
    }

    @Override
    public Connection connect(Settings settings) {
      String why = refuses;
      if (why != null) {
        refused.incrementAndGet();
        throw new IllegalStateException(why);
      }
      return new ScriptedConnection(this, settings.text("password"));
    }
  }

  private static final class ScriptedConnection implements PullSource.Connection {
    private final ScriptedKind kind;
    private final LinkedBlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    final String password;
    volatile boolean lingers;
    volatile @Nullable String recalled;

    ScriptedConnection(ScriptedKind kind, String password) {
      this.kind = kind;
      this.password = password;
    }

    /** False ends the connection. */
    private interface Step {
      boolean go(Intake intake) throws Exception;
    }

    void bring(String... ids) {
      steps.add(
          intake -> {
            List<SourceEvent> events = new ArrayList<>();
            for (String id : ids) {
              events.add(SourceEvent.of(id, "/s", "t").build());
            }
            intake.accept(events);
            return true;
          });
    }

    void remember(String position) {
      steps.add(
          intake -> {
            intake.remember("position", position);
            return true;
          });
    }

    void fail(String why) {
      steps.add(
          intake -> {
            throw new IllegalStateException(why);
          });
    }

    void end() {
      steps.add(intake -> false);
    }

    @Override
    public void probe() throws Exception {
      String why = kind.refuses;
      if (why != null) {
        throw new IllegalStateException(why);
      }
    }

    @Override
    public void run(Intake intake) throws Exception {
      kind.open.put(this, true);
      kind.mostOpen = Math.max(kind.mostOpen, kind.open.size());
      recalled = intake.recall("position");
      intake.connected();
      kind.connections.add(this);
      try {
        boolean goesOn = true;
        while (goesOn) {
          goesOn = steps.take().go(intake);
        }
      } finally {
        kind.open.remove(this);
      }
    }

    @Override
    public void close() {
      if (!lingers) {
        end();
      }
    }
  }

  private final class PositionsOnly implements SourceStore {
    @Override
    public Map<String, String> positions(String sourceId) {
      return new ConcurrentHashMap<>(positions);
    }

    @Override
    public void remember(List<Position> some) {
      for (Position position : some) {
        positions.put(position.key(), position.value().orElseThrow());
      }
    }

    @Override
    public Optional<Source> find(String namespace, String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Source> list(String namespace) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Source> all() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean save(Source source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(Source source) {
      throw new UnsupportedOperationException();
    }
  }
}
