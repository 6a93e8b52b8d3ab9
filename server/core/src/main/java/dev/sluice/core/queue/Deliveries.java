package dev.sluice.core.queue;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Backoff;
import dev.sluice.core.SluiceException;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Hands events over for which no function runs, and says what is to be done. Thread-safe. */
final class Deliveries {
  private static final int SERVER_ERROR = 500;

  private final QueueSettings settings;
  private final Clock clock;
  private final DoubleSupplier chance;
  private volatile Outlet outlet = new Nowhere();

  Deliveries(QueueSettings settings, Clock clock, DoubleSupplier chance) {
    this.settings = settings;
    this.clock = clock;
    this.chance = chance;
  }

  /** Before there is an outlet, everything waits. */
  private static final class Nowhere implements Outlet {
    @Override
    public void deliver(QueuedEvent event, byte[] payload) {
      throw SluiceException.shuttingDown();
    }

    @Override
    public Effort effort(QueueName queue) {
      return Effort.USUAL;
    }
  }

  /** Has events handed over to this. */
  void to(Outlet next) {
    outlet = next;
  }

  /** One attempt. */
  Verdict attempt(QueuedEvent event, byte[] payload) {
    if (event.routing().depth() > settings.mostDepth()) {
      return dead(
          event,
          ErrorCode.RECURSION_LIMIT,
          "The event came through "
              + event.routing().depth()
              + " functions; it may be going in circles.");
    }
    try {
      outlet.deliver(event, payload);
      return new Verdict.Handed(new Settlement.Handed(event.id()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Verdict.Postponed(null);
    } catch (SluiceException e) {
      return e.code().status() < SERVER_ERROR
          ? dead(event, e.code(), e.detail())
          : failed(event, e.detail());
    } catch (Exception e) {
      String message = e.getMessage();
      return failed(
          event, message == null || message.isBlank() ? e.getClass().getSimpleName() : message);
    }
  }

  private Verdict failed(QueuedEvent event, String message) {
    Outlet.Effort effort = outlet.effort(event.queue());
    if (event.attempts() + 1 >= effort.maxAttempts()) {
      return dead(event, ErrorCode.DELIVERY_FAILED, message);
    }
    Duration pause = Backoff.after(effort.retryDelay(), event.attempts() + 1, chance.getAsDouble());
    QueuedEvent next =
        event.after(Failure.of(ErrorCode.DELIVERY_FAILED, message), clock.instant().plus(pause));
    return new Verdict.Again(new Settlement.Again(next), pause);
  }

  private Verdict dead(QueuedEvent event, ErrorCode code, String message) {
    return new Verdict.Handed(
        new Settlement.Undeliverable(event.after(Failure.of(code, message), event.dueAt())));
  }
}
