package dev.sluice.core.invocation;

import dev.sluice.core.Ticker;
import dev.sluice.core.binding.BindingException;
import dev.sluice.core.binding.Bindings;
import dev.sluice.core.binding.BoundEvent;
import dev.sluice.core.function.Definition;
import dev.sluice.core.invocation.InvocationRecord.Phases;
import dev.sluice.spi.sandbox.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bindings of one invocation: their time and the handler's are within the function's timeout.
 * Confined to the thread of the invocation.
 */
final class BoundCall {
  private static final Duration LEAST = Duration.ofMillis(1);

  private final Bindings bindings;
  private final String namespace;
  private final String function;
  private final Definition definition;
  private final BoundEvent event;
  private final int limit;
  private final Ticker ticker;
  private byte[] values = {};
  private Duration spent = Duration.ZERO;

  /**
   * Nothing is read yet.
   *
   * @param id of the invocation
   * @param limit most bytes that are read
   */
  BoundCall(
      Bindings bindings,
      InvokeCommand command,
      Definition definition,
      String id,
      int limit,
      Ticker ticker) {
    InvokeCommand.Event given = command.event();
    this.bindings = bindings;
    this.namespace = command.namespace();
    this.function = command.function();
    this.definition = definition;
    this.event =
        BoundEvent.of(
            given.payload(),
            given.contentType(),
            given.id() == null ? id : given.id(),
            given.source());
    this.limit = limit;
    this.ticker = ticker;
  }

  /** What was read, a JSON object. */
  byte[] values() {
    return values;
  }

  /** What the handler may take. */
  Duration left() {
    Duration left = definition.timeout().minus(spent);
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  /** These with the time of the bindings. */
  Phases phases(Phases beside) {
    return new Phases(beside.queue(), beside.sandbox(), beside.load(), beside.handler(), spent);
  }

  /** Null where all is well. */
  @Nullable BindingException read() {
    return timed(left(), run -> values = bindings.read(run));
  }

  /** Null where all is well, or there is nothing to write. */
  @Nullable BindingException write(Reply reply, Duration handler) {
    byte[] set = reply instanceof Reply.Success success ? success.bindings() : null;
    return set == null ? null : timed(left().minus(handler), run -> bindings.write(run, set));
  }

  private interface Step {
    void take(Bindings.Run run) throws BindingException;
  }

  private @Nullable BindingException timed(Duration patience, Step step) {
    long began = ticker.nanos();
    try {
      step.take(
          new Bindings.Run(
              namespace,
              function,
              definition.bindings(),
              event,
              began + patience.toNanos(),
              definition.timeout(),
              limit));
      return null;
    } catch (BindingException e) {
      return e;
    } finally {
      spent = spent.plusNanos(ticker.nanos() - began);
    }
  }
}
