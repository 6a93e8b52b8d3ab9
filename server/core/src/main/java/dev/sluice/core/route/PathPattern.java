package dev.sluice.core.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path with parameters: {@code /orders/{id}} takes one segment for {@code id}, and {@code
 * /files/{path*}} all that are left, one or more. Of patterns that match a path, the one that
 * compares as the least is meant: a segment as written comes before a parameter, and a parameter
 * before all that is left. Immutable.
 */
final class PathPattern implements Comparable<PathPattern> {
  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]{0,31})(\\*)?}");
  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@%-]+");

  private final String text;
  private final List<Segment> segments;

  private PathPattern(String text, List<Segment> segments) {
    this.text = text;
    this.segments = segments;
  }

  /**
   * One step of the path.
   *
   * @param literal in percent decoding; null for a parameter
   * @param name of a parameter; empty for a literal
   * @param rest whether it takes all that is left
   */
  private record Segment(@Nullable String literal, String name, boolean rest) {
    int rank() {
      return literal != null ? 0 : rest ? 2 : 1;
    }
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with one sentence
   */
  static PathPattern parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("it does not begin with a slash");
    }
    List<Segment> segments = new ArrayList<>();
    Set<String> names = new HashSet<>();
    if (!text.equals("/")) {
      String[] parts = text.substring(1).split("/", -1);
      for (int i = 0; i < parts.length; i++) {
        Segment segment = segment(parts[i]);
        if (segment.rest() && i < parts.length - 1) {
          throw new IllegalArgumentException("'" + parts[i] + "' is not at the end");
        }
        if (segment.literal() == null && !names.add(segment.name())) {
          throw new IllegalArgumentException("it has '" + segment.name() + "' twice");
        }
        segments.add(segment);
      }
    }
    return new PathPattern(text, List.copyOf(segments));
  }

  private static Segment segment(String part) {
    var parameter = PARAMETER.matcher(part);
    if (parameter.matches()) {
      return new Segment(null, parameter.group(1), parameter.group(2) != null);
    }
    if (!LITERAL.matcher(part).matches()) {
      throw new IllegalArgumentException(
          part.isEmpty()
              ? "it has an empty segment"
              : "'" + part + "' is neither plain text nor a parameter like {id} or {rest*}");
    }
    return new Segment(decoded(part), "", false);
  }

  /** The values of the parameters where it matches, in percent decoding; else null. */
  @Nullable Map<String, String> match(String path) {
    String[] parts = path.equals("/") ? new String[0] : path.substring(1).split("/", -1);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (i >= parts.length) {
        return null;
      }
      if (segment.rest()) {
        values.put(
            segment.name(), decoded(String.join("/", List.of(parts).subList(i, parts.length))));
        return values;
      }
      String part = decoded(parts[i]);
      if (segment.literal() == null ? part.isEmpty() : !segment.literal().equals(part)) {
        return null;
      }
      if (segment.literal() == null) {
        values.put(segment.name(), part);
      }
    }
    return parts.length == segments.size() ? values : null;
  }

  private static String decoded(String part) {
    try {
      return part.indexOf('%') < 0
          ? part
          : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }

  /** Whether every path that one matches is matched by the other, and with the same rank. */
  boolean means(PathPattern other) {
    return compareTo(other) == 0 && shape().equals(other.shape());
  }

  private String shape() {
    StringBuilder shape = new StringBuilder();
    for (Segment segment : segments) {
      shape
          .append('/')
          .append(segment.literal() == null ? "{" + segment.rest() + "}" : segment.literal());
    }
    return shape.toString();
  }

  @Override
  public int compareTo(PathPattern other) {
    int both = Math.min(segments.size(), other.segments.size());
    for (int i = 0; i < both; i++) {
      int difference = Integer.compare(segments.get(i).rank(), other.segments.get(i).rank());
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(other.segments.size(), segments.size());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PathPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
