package dev.sluice.core.route;

import dev.sluice.core.access.AccessService;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceKind;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The kind {@code http}: requests to a path of the gateway. Thread-safe. */
public final class HttpKind implements SourceKind {
  /** What it is called. */
  public static final String NAME = "http";

  /** The option with the path. */
  public static final String PATH = "path";

  static final String DEFAULT_NAMESPACE = AccessService.DEFAULT_NAMESPACE;

  static final String METHODS = "methods";
  static final String MODE = "mode";
  static final String ACCESS = "access";
  static final String ANSWER = "answer";
  static final String TYPE = "type";
  static final String MOST_BYTES = "max-bytes";
  static final String RATE = "rate";
  static final String ORIGINS = "cors-origins";
  static final String CREDENTIALS = "cors-credentials";

  private static final Set<String> KNOWN_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Takes requests to a path of the gateway, and answers with what the function says.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.text(PATH, "Path with parameters, like /orders/{id} or /files/{path*}.").must(),
        Option.texts(METHODS, "Methods that it takes; all when left out."),
        Option.choice(
                MODE,
                "Whether the answer is the function's, or a receipt.",
                List.of("sync", "async"))
            .or("sync"),
        Option.choice(
                ACCESS,
                "Whether a token of the namespace is needed, with the scope invoke.",
                List.of("key", "open"))
            .or("key"),
        Option.choice(
                ANSWER,
                "Whether the result is the body, or says status, headers and body.",
                List.of("body", "http"))
            .or("body"),
        Option.text(TYPE, "Type of the events.").or("dev.sluice.http.request"),
        Option.integer(MOST_BYTES, "The largest body in bytes.", 0, 64L << 20)
            .or(Long.toString(6L << 20)),
        Option.integer(
            RATE, "The most requests in a second; no limit when left out.", 1, 1_000_000),
        Option.texts(ORIGINS, "Origins whose pages may ask; * for all."),
        Option.flag(CREDENTIALS, "Whether these pages may send credentials."));
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    String path = settings.text(PATH);
    try {
      PathPattern unused = PathPattern.parse(path);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(PATH, String.valueOf(e.getMessage()));
    }
    if (path.startsWith("/hooks/") || path.equals("/hooks")) {
      throw new InvalidSettingException(PATH, "what begins with /hooks/ belongs to web hooks");
    }
    String namespace = settings.namespace();
    if (!namespace.equals(DEFAULT_NAMESPACE)
        && !path.startsWith("/" + namespace + "/")
        && !path.equals("/" + namespace)) {
      throw new InvalidSettingException(
          PATH, "paths of this namespace begin with /" + namespace + "/");
    }
    for (String method : settings.texts(METHODS)) {
      if (!KNOWN_METHODS.contains(method)) {
        throw new InvalidSettingException(
            METHODS, "'" + method + "' is none of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
      }
    }
    if (settings.flag(CREDENTIALS) && settings.texts(ORIGINS).contains("*")) {
      throw new InvalidSettingException(
          CREDENTIALS, "browsers refuse credentials where all origins may ask: name them");
    }
  }

  @Override
  public void checkBeside(Settings settings, Supplier<List<Settings>> others)
      throws InvalidSettingException {
    for (Settings other : others.get()) {
      checkBeside(settings, other);
    }
  }

  private static void checkBeside(Settings settings, Settings other)
      throws InvalidSettingException {
    PathPattern pattern = PathPattern.parse(settings.text(PATH));
    List<String> methods = settings.texts(METHODS);
    List<String> taken = other.texts(METHODS);
    boolean both =
        methods.isEmpty() || taken.isEmpty() || methods.stream().anyMatch(taken::contains);
    if (both && pattern.means(PathPattern.parse(other.text(PATH)))) {
      throw new InvalidSettingException(
          PATH, "the source '" + other.source() + "' takes requests to " + other.text(PATH));
    }
  }
}
