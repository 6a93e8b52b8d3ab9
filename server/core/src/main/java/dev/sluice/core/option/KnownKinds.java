package dev.sluice.core.option;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.spi.source.Configurable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The kinds of sources, of sinks or of bindings that this server has. Immutable. */
public final class KnownKinds<K extends Configurable> {
  private final Map<String, K> kinds = new TreeMap<>();
  private final ErrorCode unknown;
  private final String thing;

  /**
   * These; names must differ.
   *
   * @param unknown refuses others
   * @param thing what is of them, like {@code source}
   */
  public KnownKinds(List<K> kinds, ErrorCode unknown, String thing) {
    this.unknown = unknown;
    this.thing = thing;
    for (K kind : kinds) {
      if (this.kinds.put(kind.name(), kind) != null) {
        throw new IllegalArgumentException("two kinds are called " + kind.name());
      }
    }
  }

  /** All in order of their names, with what definitions of each may say. */
  public Collection<K> all() {
    return List.copyOf(kinds.values());
  }

  /** The kind of this name; null for none. */
  public @Nullable K find(String name) {
    return kinds.get(name);
  }

  /**
   * The kind of this name.
   *
   * @throws SluiceException that there is none
   */
  public K require(@Nullable String name) {
    K kind = name == null ? null : kinds.get(name);
    if (kind == null) {
      throw new SluiceException(
          unknown,
          name == null
              ? "The " + thing + " has no kind."
              : "There is no kind '" + Text.shorten(name, 80) + "' of " + thing + "s.",
          "Use one of " + String.join(", ", kinds.keySet()) + ".");
    }
    return kind;
  }
}
