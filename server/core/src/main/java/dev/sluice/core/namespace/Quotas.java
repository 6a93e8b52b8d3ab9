package dev.sluice.core.namespace;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.CallRate;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Ticker;
import dev.sluice.core.code.StoredCode;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps namespaces within their quotas. Quotas are read once and again after a change; namespaces
 * without any cost an invocation one look into a map. Thread-safe.
 */
public final class Quotas {
  private final NamespaceStore store;
  private final Ticker ticker;
  private final ConcurrentHashMap<String, Quota> quotas = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Watched> namespaces = new ConcurrentHashMap<>();

  /** Reads the quotas of this store. */
  public Quotas(NamespaceStore store, Ticker ticker) {
    this.store = store;
    this.ticker = ticker;
  }

  /** Its own monitor guards the calls, which wait for nothing that reads or writes a disk. */
  private static final class Watched {
    /** Held while functions change, one at a time. */
    final Object changes = new Object();

    final CallRate rate = new CallRate(Duration.ofMinutes(1));
    int running;
  }

  /** The quotas of a namespace have changed. */
  void changed(String namespace) {
    quotas.remove(namespace);
  }

  /** The quotas in force. */
  public Quota of(String namespace) {
    // As in FunctionCatalog: who loads while they change cannot leave the old ones behind.
    return quotas.computeIfAbsent(
        namespace, name -> store.find(name).map(NamespaceRecord::quota).orElse(Quota.NONE));
  }

  private Watched watched(String namespace) {
    Watched known = namespaces.get(namespace);
    return known != null ? known : namespaces.computeIfAbsent(namespace, name -> new Watched());
  }

  /**
   * Lets an invocation begin; whoever got in must {@link #leave}.
   *
   * @throws SluiceException {@code RATE_EXCEEDED} or {@code CONCURRENCY_EXCEEDED}
   */
  public void enter(String namespace) {
    Watched watched = watched(namespace);
    Quota quota = of(namespace);
    synchronized (watched) {
      Integer most = quota.concurrency();
      if (most != null && watched.running >= most) {
        throw new SluiceException(
            ErrorCode.CONCURRENCY_EXCEEDED,
            "The namespace '" + namespace + "' runs " + most + " invocations, all that it may.",
            "Try again in a moment, or have an admin raise its quota.");
      }
      Integer rate = quota.invocationsPerMinute();
      if (rate != null) {
        Duration wait = watched.rate.take(rate, ticker.nanos());
        if (!wait.isZero()) {
          throw new SluiceException(
                  ErrorCode.RATE_EXCEEDED,
                  "The namespace '"
                      + namespace
                      + "' has made its "
                      + rate
                      + " invocations a minute.",
                  "Try again after the time that Retry-After names.")
              .retryAfter(wait);
        }
      }
      watched.running++;
    }
  }

  /** An invocation that got in is over. */
  public void leave(String namespace) {
    Watched watched = watched(namespace);
    synchronized (watched) {
      watched.running--;
    }
  }

  /**
   * Makes a function, one at a time where there is a limit.
   *
   * @param code its code
   * @throws SluiceException {@code QUOTA_EXCEEDED}, with nothing made
   */
  public <T> T creating(String namespace, StoredCode code, Supplier<T> make) {
    Quota quota = of(namespace);
    if (quota.functions() == null && quota.codeBytes() == null) {
      return make.get();
    }
    synchronized (watched(namespace).changes) {
      Integer most = quota.functions();
      if (most != null && store.use(namespace, null).functions() >= most) {
        throw new SluiceException(
            ErrorCode.QUOTA_EXCEEDED,
            "The namespace '" + namespace + "' may have " + most + " functions, and has them.",
            "Delete one, or have an admin raise its quota.");
      }
      requireCode(namespace, quota, code, null);
      return make.get();
    }
  }

  /**
   * Changes the latest code of a function, one at a time where there is a limit.
   *
   * @param functionId whose code is replaced
   * @throws SluiceException {@code QUOTA_EXCEEDED}, with nothing changed
   */
  public <T> T changing(String namespace, String functionId, StoredCode code, Supplier<T> change) {
    Quota quota = of(namespace);
    if (quota.codeBytes() == null) {
      return change.get();
    }
    synchronized (watched(namespace).changes) {
      requireCode(namespace, quota, code, functionId);
      return change.get();
    }
  }

  private void requireCode(
      String namespace, Quota quota, StoredCode code, @Nullable String functionId) {
    Long most = quota.codeBytes();
    if (most == null || store.hasCode(namespace, code.digest(), functionId)) {
      return;
    }
    long others = store.use(namespace, functionId).codeBytes();
    if (others + code.sizeBytes() > most) {
      throw new SluiceException(
          ErrorCode.QUOTA_EXCEEDED,
          "The code has "
              + code.sizeBytes()
              + " bytes and the namespace '"
              + namespace
              + "' "
              + others
              + " already; it may have "
              + most
              + ".",
          "Delete versions or functions, or have an admin raise its quota.");
    }
  }
}
