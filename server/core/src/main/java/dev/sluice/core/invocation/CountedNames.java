package dev.sluice.core.invocation;

import dev.sluice.core.FunctionName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names that functions count by, of which each may have a number: a name is kept for each
 * minute and version, and shown for as long as the server runs. Thread-safe.
 */
final class CountedNames {
  /** Most names of one function, until its definition changes or the server starts again. */
  static final int MOST = 50;

  private final Map<FunctionName, Set<String>> names = new ConcurrentHashMap<>();

  /** Whether a function may count by this name; from now on it is one of its names. */
  boolean take(String namespace, String function, String name) {
    Set<String> known =
        names.computeIfAbsent(
            new FunctionName(namespace, function), key -> ConcurrentHashMap.newKeySet());
    // Two calls at once may go a little above the limit, which costs nothing.
    return known.contains(name) || (known.size() < MOST && known.add(name));
  }

  /** The function has changed or gone. */
  void forget(String namespace, String function) {
    names.remove(new FunctionName(namespace, function));
  }
}
