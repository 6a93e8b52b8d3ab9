package dev.sluice.core.invocation;

import dev.sluice.core.invocation.pool.InstanceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Strikes out the secrets that functions were given from what they write. Values of fewer than four
 * characters stay: they would strike out half of an ordinary text. What a version was once given is
 * struck out for as long as the server runs, also when the secret has another value. Thread-safe.
 */
public final class Redactions {
  private static final int SHORTEST = 4;
  private static final int SHORTEST_LINE = 8;
  private static final String INSTEAD = "***";

  private final ConcurrentHashMap<String, List<String>> values = new ConcurrentHashMap<>();

  /** Instances of this version may know this secret from now on. */
  void add(InstanceKey key, String secret) {
    List<String> parts = parts(secret);
    if (!parts.isEmpty()) {
      values.merge(place(key), parts, Redactions::joined);
    }
  }

  private static String place(InstanceKey key) {
    return key.functionId() + "/" + key.version();
  }

  /** Those of a value of several lines are written line by line. */
  private static List<String> parts(String secret) {
    List<String> parts = new ArrayList<>();
    if (secret.length() >= SHORTEST) {
      parts.add(secret);
    }
    if (secret.indexOf('\n') >= 0) {
      secret
          .lines()
          .map(String::strip)
          .filter(l -> l.length() >= SHORTEST_LINE)
          .forEach(parts::add);
    }
    return parts;
  }

  /** Long ones first, so that none is struck out in part. */
  private static List<String> joined(List<String> some, List<String> more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(more);
    return all.size() == some.size()
        ? some
        : all.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** The text with the secrets of this version struck out. */
  String strike(InstanceKey key, String text) {
    List<String> secrets = values.get(place(key));
    if (secrets == null) {
      return text;
    }
    String struck = text;
    for (String secret : secrets) {
      struck = struck.replace(secret, INSTEAD);
    }
    return struck;
  }
}
