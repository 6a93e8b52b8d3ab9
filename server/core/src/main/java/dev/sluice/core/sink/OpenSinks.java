package dev.sluice.core.sink;

import dev.sluice.core.option.Definition;
import dev.sluice.spi.sink.RejectedEventException;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkEvent;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections of sinks, one for each definition, which all who send share. One that failed, or
 * whose definition has changed, is closed when the last has left it. Thread-safe.
 */
final class OpenSinks {
  private final Clock clock;
  private final Map<Key, Open> open = new HashMap<>();
  private final Map<Key, SinkStatus> statuses = new HashMap<>();
  private boolean closed;

  OpenSinks(Clock clock) {
    this.clock = clock;
  }

  private record Key(String namespace, String name) {
    static Key of(Definition sink) {
      return new Key(sink.namespace(), sink.name());
    }
  }

  /** Guarded by the whole. */
  private static final class Open {
    private final Definition definition;
    private final Sink sink;
    private int users;
    private boolean stale;

    Open(Definition definition, Sink sink) {
      this.definition = definition;
      this.sink = sink;
    }

    boolean isOf(Definition other) {
      return definition.id().equals(other.id()) && definition.revision() == other.revision();
    }
  }

  /**
   * Sends an event.
   *
   * @param opening makes a sink that does not block
   */
  void send(Definition definition, Supplier<Sink> opening, SinkEvent event) throws Exception {
    Open one = take(definition, opening);
    boolean well = false;
    try {
      one.sink.send(event);
      well = true;
      count(definition, null);
    } catch (RejectedEventException e) {
      well = true; // the connection is, for what follows
      count(definition, String.valueOf(e.getMessage()));
      throw e;
    } catch (Exception e) {
      count(definition, String.valueOf(e.getMessage()));
      throw e;
    } finally {
      leave(one, well);
    }
  }

  private synchronized Open take(Definition definition, Supplier<Sink> opening)
      throws InterruptedException {
    if (closed) {
      throw new InterruptedException("the server is being stopped");
    }
    Key key = Key.of(definition);
    Open one = open.get(key);
    if (one == null || !one.isOf(definition)) {
      retire(key);
      one = new Open(definition, opening.get());
      open.put(key, one);
    }
    one.users++;
    return one;
  }

  private void leave(Open one, boolean well) {
    boolean over;
    synchronized (this) {
      one.users--;
      if (!well && !one.stale) {
        one.stale = true;
        boolean unused = open.remove(Key.of(one.definition), one);
      }
      over = one.stale && one.users == 0;
    }
    if (over) {
      one.sink.close();
    }
  }

  private synchronized void count(Definition definition, @Nullable String problem) {
    SinkStatus now = statuses.getOrDefault(Key.of(definition), SinkStatus.NONE);
    statuses.put(
        Key.of(definition), problem == null ? now.sentAt(clock.instant()) : now.failed(problem));
  }

  synchronized SinkStatus status(Definition definition) {
    return statuses.getOrDefault(Key.of(definition), SinkStatus.NONE);
  }

  /** Has the next event open another one. */
  synchronized void forget(Definition definition) {
    retire(Key.of(definition));
  }

  /** It is gone, with what it did. */
  synchronized void remove(Definition definition) {
    retire(Key.of(definition));
    SinkStatus unused = statuses.remove(Key.of(definition));
  }

  /** Has those opened anew that use a secret. */
  synchronized void secretChanged(String namespace, String secret) {
    for (Open one : List.copyOf(open.values())) {
      if (one.definition.namespace().equals(namespace) && one.definition.uses(secret)) {
        retire(Key.of(one.definition));
      }
    }
  }

  private void retire(Key key) {
    Open one = open.remove(key);
    if (one != null) {
      one.stale = true;
      if (one.users == 0) {
        one.sink.close();
      }
    }
  }

  /** Closes all of which nothing is being sent, and the others when that is over. */
  synchronized void close() {
    closed = true;
    List.copyOf(open.keySet()).forEach(this::retire);
  }
}
