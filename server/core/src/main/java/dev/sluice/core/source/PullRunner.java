package dev.sluice.core.source;

import dev.sluice.core.Backoff;
import dev.sluice.core.option.SettingsReader;
import dev.sluice.core.source.Inlet.Arrivals;
import dev.sluice.core.source.SourceStatus.State;
import dev.sluice.core.source.SourceStore.Position;
import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.SourceEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one source connected until it is stopped: what fails is tried again, later and later.
 * Thread-safe; one thread runs {@link #run}, once.
 */
final class PullRunner implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PullRunner.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final long PATIENCE_SECONDS = 30;

  private final Source source;
  private final PullSource kind;
  private final Activity activity;
  private final Parts parts;
  private final @Nullable PullRunner before;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private PullSource.@Nullable Connection current;
  private int failures;

  /** What all runners share. */
  record Parts(
      Inlet inlet,
      SourceStore store,
      SettingsReader settings,
      Clock clock,
      DoubleSupplier chance) {}

  /**
   * Runs this source.
   *
   * @param before a runner of the same source that was stopped: two connections at once would take
   *     each other's place at the broker; null for none
   */
  PullRunner(
      Source source, PullSource kind, Activity activity, Parts parts, @Nullable PullRunner before) {
    this.source = source;
    this.kind = kind;
    this.activity = activity;
    this.parts = parts;
    this.before = before;
  }

  @Override
  public void run() {
    try {
      if (before != null) {
        boolean unusedInTime = before.awaitEnd();
      }
      while (!isStopped()) {
        activity.connecting();
        String reason = connectOnce();
        if (!isStopped()) {
          rest(reason);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** Has {@link #run} end soon; what was accepted stays accepted. */
  void stop() {
    stopped.countDown();
    PullSource.Connection open;
    synchronized (this) {
      open = current;
    }
    if (open != null) {
      open.close();
    }
  }

  /** Waits for the end after {@link #stop}; false when it takes too long. */
  boolean awaitEnd() throws InterruptedException {
    return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Returns why the connection is over. */
  private String connectOnce() {
    try {
      PullSource.Connection connection =
          kind.connect(parts.settings().of(kind, source.definition()));
      synchronized (this) {
        current = connection;
      }
      // Whoever stops it sees either the connection or, here, that it must not begin.
      if (isStopped()) {
        connection.close();
        return "";
      }
      connection.run(new RunnerIntake());
      return "The connection has ended.";
    } catch (InterruptedException e) {
      return "The connection was interrupted.";
    } catch (Throwable e) { // the root of this source's thread; another connection is tried
      if (!isStopped()) {
        LOG.warn("The source {}/{} failed: {}", source.namespace(), source.name(), e.toString());
        LOG.debug("It failed here.", e);
      }
      return reason(e);
    } finally {
      synchronized (this) {
        current = null;
      }
    }
  }

  /** Why something failed, for people. */
  static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private void rest(String reason) throws InterruptedException {
    failures = activity.status().state() == State.RUNNING ? 1 : failures + 1;
    Duration pause = Backoff.after(FIRST_PAUSE, failures, parts.chance().getAsDouble());
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      pause = LONGEST_PAUSE;
    }
    activity.failed(reason, parts.clock().instant().plus(pause));
    boolean unusedStopped = stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private final class RunnerIntake implements Intake {
    private final Map<String, String> positions = parts.store().positions(source.id());

    @Override
    public void connected() {
      activity.running();
    }

    @Override
    public void accept(List<SourceEvent> events) throws InterruptedException {
      refuseWhenStopped();
      if (!events.isEmpty()) {
        parts.inlet().accept(List.of(new Arrivals(source, activity, events)));
      }
    }

    @Override
    public @Nullable String recall(String key) {
      return positions.get(key);
    }

    @Override
    public void remember(String key, @Nullable String position) {
      if (position == null) {
        positions.remove(key);
      } else {
        positions.put(key, position);
      }
      parts
          .store()
          .remember(List.of(new Position(source.id(), key, Optional.ofNullable(position))));
    }

    /** A successor may begin any moment. */
    private void refuseWhenStopped() throws InterruptedException {
      if (isStopped()) {
        throw new InterruptedException("the source is being stopped");
      }
    }
  }
}
