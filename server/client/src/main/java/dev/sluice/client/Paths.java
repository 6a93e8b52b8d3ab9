package dev.sluice.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Builds request paths: every segment and parameter is encoded. */
final class Paths {
  private final StringBuilder path = new StringBuilder("/v1");
  private char separator = '?';

  private Paths() {}

  static Paths of(String... segments) {
    Paths paths = new Paths();
    for (String segment : segments) {
      paths.path.append('/').append(encode(segment));
    }
    return paths;
  }

  /** Adds a parameter unless its value is null. */
  Paths with(String name, @Nullable Object value) {
    if (value != null) {
      path.append(separator).append(name).append('=').append(encode(value.toString()));
      separator = '&';
    }
    return this;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
