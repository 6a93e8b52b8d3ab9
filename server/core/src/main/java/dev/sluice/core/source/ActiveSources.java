package dev.sluice.core.source;

import dev.sluice.api.ConnectionTest;
import dev.sluice.core.SluiceException;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.option.KnownKinds;
import dev.sluice.core.option.SettingsReader;
import dev.sluice.core.source.SourceStatus.State;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceKind;
import dev.sluice.spi.source.TimedSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources that run, by their kinds. Thread-safe. */
final class ActiveSources implements PassiveSources {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveSources.class);

  private final KnownKinds<SourceKind> kinds;
  private final SettingsReader settings;
  private final PullRunner.Parts parts;
  private final Timetable timetable;
  private final Executor threads;
  private final Clock clock;
  private final PlatformLog log;
  private final Map<Key, Active> active = new HashMap<>();
  private volatile long generation;
  private boolean closed;

  ActiveSources(
      KnownKinds<SourceKind> kinds,
      SettingsReader settings,
      PullRunner.Parts parts,
      Timetable timetable,
      Executor threads,
      Clock clock,
      PlatformLog log) {
    this.kinds = kinds;
    this.settings = settings;
    this.parts = parts;
    this.timetable = timetable;
    this.threads = threads;
    this.clock = clock;
    this.log = log;
  }

  private record Key(String namespace, String name) {
    static Key of(Source source) {
      return new Key(source.namespace(), source.name());
    }
  }

  /** What runs for a source: one of the last three, or none. */
  private record Active(
      Source source,
      Activity activity,
      @Nullable PullRunner runner,
      Timetable.@Nullable Entry entry,
      @Nullable PassiveSource passive) {}

  /** Runs a source as it is defined now, instead of what ran of the same name. */
  synchronized void put(Source source) {
    if (closed) {
      return;
    }
    Active before = active.get(Key.of(source));
    if (before != null && before.source().revision() >= source.revision()) {
      return; // a later change was quicker
    }
    PullRunner old = end(before);
    active.put(Key.of(source), source.paused() ? rest(source) : begin(source, old));
    generation++;
  }

  /** Has nothing run of it; its last messages may still come. */
  synchronized void remove(Source source) {
    PullRunner unusedRunner = end(active.remove(Key.of(source)));
    generation++;
  }

  /** Runs those anew that use a secret. */
  synchronized void secretChanged(String namespace, String secret) {
    for (Active one : List.copyOf(active.values())) {
      Source source = one.source();
      if (source.namespace().equals(namespace)
          && source.definition().uses(secret)
          && !source.paused()) {
        PullRunner old = end(one);
        active.put(Key.of(source), begin(source, old));
      }
    }
    generation++;
  }

  /** How it is; as paused where nothing is known. */
  SourceStatus status(Source source) {
    Active one;
    synchronized (this) {
      one = active.get(Key.of(source));
    }
    return one == null
        ? SourceStatus.in(State.PAUSED, source.definition().modifiedAt())
        : one.activity().status();
  }

  /** Whether a source that is not there would connect, where it has to. */
  ConnectionTest probe(Source source) {
    return kinds.find(source.kind()) instanceof PullSource pull
        ? Probe.of(pull.connect(settings.of(pull, source.definition())), threads)
        : new ConnectionTest(
            true,
            "The options are right. A source of the kind "
                + source.kind()
                + " connects to nothing.");
  }

  /** One that others may send to now, or null. */
  synchronized @Nullable PassiveSource passive(String namespace, String name) {
    Active one = active.get(new Key(namespace, name));
    return one == null ? null : one.passive();
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public synchronized List<PassiveSource> passive(String kind) {
    List<PassiveSource> found = new ArrayList<>();
    for (Active one : active.values()) {
      if (one.passive() != null && one.source().kind().equals(kind)) {
        found.add(one.passive());
      }
    }
    return found;
  }

  /** Stops all; what they accepted stays accepted. */
  void close() throws InterruptedException {
    List<Active> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(active.values());
      all.forEach(this::end);
    }
    timetable.close();
    for (Active one : all) {
      PullRunner runner = one.runner();
      if (runner != null && !runner.awaitEnd()) {
        LOG.warn("The source {} did not end in time.", one.source().name());
      }
    }
  }

  private @Nullable PullRunner end(@Nullable Active one) {
    if (one == null) {
      return null;
    }
    if (one.entry() != null) {
      timetable.remove(one.entry());
    }
    if (one.runner() != null) {
      one.runner().stop();
    }
    return one.runner();
  }

  private Active rest(Source source) {
    return new Active(
        source, new Activity(clock, State.PAUSED, SourceLog.of(log, source)), null, null, null);
  }

  private Active begin(Source source, @Nullable PullRunner before) {
    Activity activity = new Activity(clock, State.CONNECTING, SourceLog.of(log, source));
    SourceKind kind = kinds.find(source.kind());
    try {
      if (kind instanceof PullSource pull) {
        PullRunner runner = new PullRunner(source, pull, activity, parts, before);
        threads.execute(runner);
        return new Active(source, activity, runner, null, null);
      }
      if (kind instanceof TimedSource timed) {
        Timetable.Entry entry =
            timetable.add(source, timed, settings.of(timed, source.definition()), activity);
        return new Active(source, activity, null, entry, null);
      }
      if (kind != null) {
        Settings said = settings.of(kind, source.definition());
        activity.running();
        return new Active(
            source, activity, null, null, new PassiveSource(source, kind, said, activity));
      }
      activity.failed("This server has no kind '" + source.kind() + "'.", null);
    } catch (SluiceException e) {
      // Its secret is gone, or the storage; the next change of either tries again.
      activity.failed(e.detail(), null);
    }
    return new Active(source, activity, null, null, null);
  }
}
