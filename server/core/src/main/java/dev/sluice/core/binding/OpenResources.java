package dev.sluice.core.binding;

import dev.sluice.core.Ticker;
import dev.sluice.core.option.Value;
import dev.sluice.spi.binding.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Resources, one for each connection that bindings of a namespace say, which all of its functions
 * share. One that has been idle, or whose secret got another value, is closed when the last has
 * left it. Thread-safe.
 */
final class OpenResources {
  private final Ticker ticker;
  private final Map<Key, Open> open = new HashMap<>();
  private boolean closed;

  OpenResources(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * What is shared.
   *
   * @param options of the connection
   */
  record Key(String namespace, String kind, Map<String, Value> options) {
    Key {
      options = Map.copyOf(options);
    }
  }

  /** Guarded by the whole. */
  static final class Open {
    private final Resource resource;
    private int users;
    private boolean stale;
    private long left;

    Open(Resource resource) {
      this.resource = resource;
    }

    Resource resource() {
      return resource;
    }
  }

  /**
   * Takes one, until it is given back.
   *
   * @param opening makes one that does not block; it reads secrets, and is called here, so that one
   *     that changes at the same time is either read anew or known to have changed
   */
  synchronized Open take(Key key, Supplier<Resource> opening) throws InterruptedException {
    if (closed) {
      throw new InterruptedException("the server is being stopped");
    }
    Open one = open.get(key);
    if (one == null) {
      one = new Open(opening.get());
      open.put(key, one);
    }
    one.users++;
    return one;
  }

  void leave(Open one) {
    boolean over;
    synchronized (this) {
      one.users--;
      one.left = ticker.nanos();
      over = one.stale && one.users == 0;
    }
    if (over) {
      one.resource.close();
    }
  }

  /** Closes what nobody used for so long. */
  synchronized void closeIdle(Duration time) {
    long now = ticker.nanos();
    for (Map.Entry<Key, Open> each : List.copyOf(open.entrySet())) {
      Open one = each.getValue();
      if (one.users == 0 && now - one.left >= time.toNanos()) {
        retire(each.getKey());
      }
    }
  }

  /** Has those opened anew that use a secret. */
  synchronized void secretChanged(String namespace, String secret) {
    for (Key key : List.copyOf(open.keySet())) {
      if (key.namespace().equals(namespace)
          && key.options().containsValue(new Value.Secret(secret))) {
        retire(key);
      }
    }
  }

  private void retire(Key key) {
    Open one = open.remove(key);
    if (one != null) {
      one.stale = true;
      if (one.users == 0) {
        one.resource.close();
      }
    }
  }

  /** Closes all of which nothing is being used, and the others when that is over. */
  synchronized void close() {
    closed = true;
    List.copyOf(open.keySet()).forEach(this::retire);
  }
}
