package dev.sluice.studio.core.project;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was to be deployed while the server was away. Confined to the UI thread. */
final class Waiting {
  private @Nullable Set<String> names;

  /** Names of functions; an empty set for all that the manifest has, nothing where none waits. */
  Optional<Set<String>> names() {
    return Optional.ofNullable(names);
  }

  /** These wait too, or all. */
  void add(Set<String> more) {
    Set<String> before = names;
    // All is more than some.
    boolean all = more.isEmpty() || (before != null && before.isEmpty());
    Set<String> both = new LinkedHashSet<>(more);
    both.addAll(before == null ? Set.of() : before);
    names = all ? Set.of() : both;
  }

  /** The server has said what it makes of these, or of all. */
  void remove(Set<String> tried) {
    Set<String> before = names;
    if (before == null || tried.isEmpty()) {
      names = null;
    } else if (!before.isEmpty()) {
      Set<String> left = new LinkedHashSet<>(before);
      left.removeAll(tried);
      names = left.isEmpty() ? null : left;
    }
  }
}
