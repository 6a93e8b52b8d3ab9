package dev.sluice.core.source;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.spi.source.SourceKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The kinds of sources that this server has. Immutable. */
public final class KnownKinds {
  private final Map<String, SourceKind> kinds = new TreeMap<>();

  /** These; names must differ. */
  public KnownKinds(List<SourceKind> kinds) {
    for (SourceKind kind : kinds) {
      if (this.kinds.put(kind.name(), kind) != null) {
        throw new IllegalArgumentException("two kinds are called " + kind.name());
      }
    }
  }

  /** All in order of their names. */
  public Collection<SourceKind> all() {
    return List.copyOf(kinds.values());
  }

  @Nullable SourceKind find(String name) {
    return kinds.get(name);
  }

  /**
   * The kind of this name.
   *
   * @throws SluiceException {@code UNKNOWN_SOURCE_KIND}
   */
  SourceKind require(@Nullable String name) {
    SourceKind kind = name == null ? null : kinds.get(name);
    if (kind == null) {
      throw new SluiceException(
          ErrorCode.UNKNOWN_SOURCE_KIND,
          name == null
              ? "The source has no kind."
              : "There is no kind '" + Text.shorten(name, 80) + "' of sources.",
          "Use one of " + String.join(", ", kinds.keySet()) + ".");
    }
    return kind;
  }
}
