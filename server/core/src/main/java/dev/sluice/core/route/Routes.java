package dev.sluice.core.route;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.source.PassiveSource;
import dev.sluice.core.source.PassiveSources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All routes of the gateway, the most particular first. Thread-safe. */
public final class Routes {
  private final PassiveSources sources;
  private volatile Table table = new Table(-1, List.of());

  /** Routes to these sources. */
  public Routes(PassiveSources sources) {
    this.sources = sources;
  }

  private record Table(long generation, List<Route> routes) {}

  /**
   * The route that a request takes.
   *
   * @param path as it was sent, without its query
   * @throws SluiceException {@code ROUTE_NOT_FOUND}, or {@code METHOD_NOT_ALLOWED} with the methods
   *     that are
   */
  public Route.Taken find(String method, String path) {
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes(path)) {
      Map<String, String> parameters = route.pattern().match(path);
      if (parameters != null) {
        if (route.takes(method)) {
          return new Route.Taken(route, parameters);
        }
        allowed.addAll(route.methods());
      }
    }
    if (!allowed.isEmpty()) {
      throw new SluiceException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "No route takes " + Text.shorten(method, 20) + " at this path.",
          "Use " + String.join(", ", allowed) + ".");
    }
    throw new SluiceException(
        ErrorCode.ROUTE_NOT_FOUND,
        "No route leads from here to a function.",
        "Sources of the kind http make routes; the API is at the server's other address.");
  }

  /** A route at this path for pages that ask what they may, whatever its methods. */
  public Route.Taken findAny(String method, String path) {
    for (Route route : routes(path)) {
      Map<String, String> parameters = route.pattern().match(path);
      if (parameters != null && (route.takes(method) || route.hasOrigins())) {
        return new Route.Taken(route, parameters);
      }
    }
    return find(method, path);
  }

  /** Nobody but the namespace itself has paths that begin with its name. */
  private List<Route> routes(String path) {
    List<Route> all = routes();
    int slash = path.indexOf('/', 1);
    String first = path.substring(Math.min(1, path.length()), slash < 0 ? path.length() : slash);
    List<Route> own = all.stream().filter(route -> route.namespace().equals(first)).toList();
    return own.isEmpty() || first.equals(HttpKind.DEFAULT_NAMESPACE)
        ? all.stream()
            .filter(route -> route.namespace().equals(HttpKind.DEFAULT_NAMESPACE))
            .toList()
        : own;
  }

  private List<Route> routes() {
    Table now = table;
    long generation = sources.generation();
    if (now.generation() != generation) {
      now = new Table(generation, read(now.routes()));
      table = now;
    }
    return now.routes();
  }

  /** Those that have not changed stay, with what they count. */
  private List<Route> read(List<Route> before) {
    List<Route> routes = new ArrayList<>();
    for (PassiveSource source : sources.passive(HttpKind.NAME)) {
      routes.add(
          before.stream()
              .filter(route -> route.isOf(source))
              .findFirst()
              .orElseGet(() -> new Route(source)));
    }
    routes.sort(Comparator.comparing(Route::pattern).thenComparing(Route::source));
    return List.copyOf(routes);
  }
}
