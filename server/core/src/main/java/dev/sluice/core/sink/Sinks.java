package dev.sluice.core.sink;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.option.Definition;
import dev.sluice.core.option.KnownKinds;
import dev.sluice.core.option.OptionRules;
import dev.sluice.core.option.SettingsReader;
import dev.sluice.core.queue.Outlet;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.secret.SecretService;
import dev.sluice.spi.sink.RejectedEventException;
import dev.sluice.spi.sink.SinkEvent;
import dev.sluice.spi.sink.SinkKind;
import dev.sluice.spi.source.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The parts of sinks that others use; it empties the queues of sinks. Thread-safe. */
public final class Sinks implements Outlet, AutoCloseable {
  private final SinkStore store;
  private final KnownKinds<TriedKind> kinds;
  private final SettingsReader settings;
  private final OpenSinks open;
  private final SinkService service;

  /**
   * Puts them together.
   *
   * @param kinds whose names differ
   * @param durations reads lengths of time; throws {@link IllegalArgumentException} with what would
   *     be right
   */
  public Sinks(
      SinkStore store,
      List<SinkKind> kinds,
      SecretService secrets,
      NetworkPolicy network,
      Function<String, Duration> durations,
      Clock clock,
      IdSource ids) {
    this.store = store;
    this.kinds =
        new KnownKinds<>(
            kinds.stream().map(TriedKind::new).toList(), ErrorCode.UNKNOWN_SINK_KIND, "sink");
    this.settings = new SettingsReader(secrets::value, durations);
    this.open = new OpenSinks(clock);
    this.service =
        new SinkService(
            store,
            this.kinds,
            new OptionRules(settings, durations, ErrorCode.INVALID_SINK, "sink"),
            open,
            network,
            clock,
            ids);
    secrets.onChange(open::secretChanged);
  }

  public SinkService service() {
    return service;
  }

  private Definition of(QueueName queue) {
    String name = Objects.requireNonNull(queue.sink(), "a queue of a sink");
    return store.find(queue.namespace(), name).orElseThrow(() -> SinkService.missing(name));
  }

  private Settings settings(Definition sink) {
    return settings.of(kinds.require(sink.kind()), sink);
  }

  @Override
  public void deliver(QueuedEvent event, byte[] payload) throws Exception {
    Definition sink = of(event.queue());
    Settings said = settings(sink);
    String id = event.content().eventId();
    try {
      open.send(
          sink,
          () -> kinds.require(sink.kind()).kind().open(said),
          new SinkEvent(id == null ? event.id() : id, event.content().contentType(), payload));
    } catch (RejectedEventException e) {
      throw new SluiceException(
          ErrorCode.EVENT_REJECTED,
          String.valueOf(e.getMessage()),
          "See what the other side takes; the event is a dead letter.");
    }
  }

  @Override
  public Effort effort(QueueName queue) {
    try {
      Settings said = settings(of(queue));
      return new Effort(TriedKind.attempts(said), TriedKind.delay(said));
    } catch (SluiceException e) {
      return Effort.USUAL; // it, or a secret of it, was deleted meanwhile
    }
  }

  /** Lets nothing more be sent. */
  @Override
  public void close() {
    open.close();
  }
}
