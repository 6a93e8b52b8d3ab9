package dev.sluice.core.route;

import dev.sluice.core.CallRate;
import dev.sluice.core.source.PassiveSource;
import dev.sluice.spi.source.Settings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A path of the gateway and what becomes of its requests. Thread-safe. */
public final class Route {
  private final PassiveSource source;
  private final Settings settings;
  private final PathPattern pattern;
  private final Set<String> methods;
  private final CallRate rate = new CallRate(Duration.ofSeconds(1));
  private final @Nullable Integer mostInASecond;

  Route(PassiveSource source) {
    this.source = source;
    this.settings = source.settings();
    this.pattern = PathPattern.parse(settings.text(HttpKind.PATH));
    this.methods = new LinkedHashSet<>(settings.texts(HttpKind.METHODS));
    String most = settings.find(HttpKind.RATE);
    this.mostInASecond = most == null ? null : Integer.valueOf(most);
  }

  PathPattern pattern() {
    return pattern;
  }

  boolean takes(String method) {
    return methods.isEmpty() || methods.contains(method);
  }

  Set<String> methods() {
    return methods;
  }

  boolean isOf(PassiveSource other) {
    return source == other;
  }

  /** Whose it is. */
  public String namespace() {
    return settings.namespace();
  }

  /** The name of its source. */
  public String source() {
    return settings.source();
  }

  /** The path as it was defined. */
  public String path() {
    return pattern.toString();
  }

  /** Whether its callers wait for the function. */
  public boolean isSynchronous() {
    return settings.text(HttpKind.MODE).equals("sync");
  }

  /** Whether everybody may call it. */
  public boolean isOpen() {
    return settings.text(HttpKind.ACCESS).equals("open");
  }

  /** Whether the function's result says status, headers and body. */
  public boolean answersAsHttp() {
    return settings.text(HttpKind.ANSWER).equals("http");
  }

  /** Type of its events. */
  public String type() {
    return settings.text(HttpKind.TYPE);
  }

  /** The largest body in bytes. */
  public int mostBytes() {
    return (int) settings.integer(HttpKind.MOST_BYTES);
  }

  /** Whether pages of this origin may ask. */
  public boolean allows(String origin) {
    return settings.texts(HttpKind.ORIGINS).contains("*")
        || settings.texts(HttpKind.ORIGINS).contains(origin);
  }

  /** Whether its answers depend on who asks. */
  public boolean hasOrigins() {
    return !settings.texts(HttpKind.ORIGINS).isEmpty();
  }

  /** Whether these pages may send credentials. */
  public boolean allowsCredentials() {
    return settings.flag(HttpKind.CREDENTIALS);
  }

  /**
   * Takes one request of this moment; false when there were too many.
   *
   * @param now of a {@link dev.sluice.core.Ticker}
   */
  public boolean take(long now) {
    if (mostInASecond == null) {
      return true;
    }
    synchronized (rate) {
      return rate.take(mostInASecond, now).isZero();
    }
  }

  /** An event came by it. */
  public void came() {
    source.came();
  }

  /** A request was refused. */
  public void refused(String problem) {
    source.refused(problem);
  }

  /**
   * A route that a request takes.
   *
   * @param parameters of the path, by their names
   */
  public record Taken(Route route, Map<String, String> parameters) {}
}
