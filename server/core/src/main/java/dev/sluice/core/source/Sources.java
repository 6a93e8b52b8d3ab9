package dev.sluice.core.source;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.IdSource;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.association.Router;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.option.KnownKinds;
import dev.sluice.core.option.OptionRules;
import dev.sluice.core.option.SettingsReader;
import dev.sluice.core.secret.SecretService;
import dev.sluice.spi.source.SourceKind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** The parts of sources that others use. Thread-safe. */
public final class Sources implements AutoCloseable {
  private final SourceStore store;
  private final Executor threads;
  private final Timetable timetable;
  private final ActiveSources active;
  private final SourceService service;
  private final Receiver receiver;

  private Sources(
      SourceStore store,
      Executor threads,
      Timetable timetable,
      ActiveSources active,
      SourceService service,
      Receiver receiver) {
    this.store = store;
    this.threads = threads;
    this.timetable = timetable;
    this.active = active;
    this.service = service;
    this.receiver = receiver;
  }

  /**
   * Puts them together; nothing runs before {@link #begin}.
   *
   * @param kinds whose names differ
   * @param router takes events, all or none, which are on disk on return
   */
  public static Sources of(
      SourceStore store,
      List<SourceKind> kinds,
      Consumer<List<Router.Arrival>> router,
      EventBinding binding,
      SecretService secrets,
      NetworkPolicy network,
      Surroundings here) {
    KnownKinds<SourceKind> known = new KnownKinds<>(kinds, ErrorCode.UNKNOWN_SOURCE_KIND, "source");
    SettingsReader settings = new SettingsReader(secrets::value, here.durations());
    Inlet inlet = new Inlet(router, binding);
    Timetable timetable = new Timetable(inlet, store, here.clock());
    ActiveSources active =
        new ActiveSources(
            known,
            settings,
            new PullRunner.Parts(inlet, store, settings, here.clock(), here.chance()),
            timetable,
            here.threads(),
            here.clock(),
            here.log());
    secrets.onChange(active::secretChanged);
    return new Sources(
        store,
        here.threads(),
        timetable,
        active,
        new SourceService(
            store,
            known,
            new OptionRules(settings, here.durations(), ErrorCode.INVALID_SOURCE, "source"),
            active,
            network,
            here.clock(),
            here.ids(),
            here.log()),
        new Receiver(store, active, inlet));
  }

  /**
   * What sources need to run.
   *
   * @param threads has one for each source that is connected, and one more
   * @param durations reads lengths of time; throws {@link IllegalArgumentException} with what would
   *     be right
   * @param chance even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  public record Surroundings(
      Executor threads,
      Function<String, Duration> durations,
      Clock clock,
      IdSource ids,
      DoubleSupplier chance,
      PlatformLog log) {}

  /** Runs all that are not paused; call it once. */
  public void begin() {
    threads.execute(timetable);
    store.all().forEach(active::put);
  }

  public SourceService service() {
    return service;
  }

  public Receiver receiver() {
    return receiver;
  }

  /** Those that others send to. */
  public PassiveSources passive() {
    return active;
  }

  /** Stops all; what they accepted stays accepted. */
  @Override
  public void close() throws InterruptedException {
    active.close();
  }
}
