package dev.sluice.app.http;

import dev.sluice.core.audit.AuditService.Change;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request changes, as its method and path tell: paths are collections with names behind
 * them, and may end in a verb.
 */
final class AuditSubject {
  private AuditSubject() {}

  /**
   * The change that a request asks for.
   *
   * @param made the path of what was made, or null
   */
  static Change of(String method, String path, @Nullable String made) {
    List<String> segments = segments(path);
    String last = segments.isEmpty() ? "" : segments.get(segments.size() - 1);
    boolean named = segments.size() % 2 == 0;
    boolean collection = !named && last.endsWith("s");
    if (method.equals("POST") && !collection) {
      // A verb: of one thing, or of a whole collection.
      List<String> of = segments.subList(0, Math.max(0, segments.size() - 1));
      return new Change(last, kind(of), name(of), method, path);
    }
    List<String> subject =
        collection && made != null && method.equals("POST") ? segments(made) : segments;
    return new Change(action(method), kind(subject), name(subject), method, path);
  }

  private static String action(String method) {
    return switch (method) {
      case "POST" -> "create";
      case "PUT" -> "set";
      case "PATCH" -> "update";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(decoded(segment));
      }
    }
    return segments.isEmpty() || !segments.get(0).equals("v1")
        ? segments
        : segments.subList(1, segments.size());
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }

  /** In the singular: {@code alias} of {@code aliases}. */
  private static String kind(List<String> segments) {
    if (segments.isEmpty()) {
      return "";
    }
    int last = segments.size() - 1;
    String word = segments.get(last % 2 == 0 ? last : last - 1);
    if (word.equals("aliases")) {
      return "alias";
    }
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }

  private static String name(List<String> segments) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i < segments.size(); i += 2) {
      names.add(segments.get(i));
    }
    return String.join("/", names);
  }
}
