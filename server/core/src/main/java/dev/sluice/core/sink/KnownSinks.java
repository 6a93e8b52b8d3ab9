package dev.sluice.core.sink;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.spi.sink.SinkKind;
import dev.sluice.spi.source.Configurable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The kinds of sinks that this server has. Immutable. */
public final class KnownSinks {
  private final Map<String, TriedKind> kinds = new TreeMap<>();

  /** These; names must differ. */
  public KnownSinks(List<SinkKind> kinds) {
    for (SinkKind kind : kinds) {
      if (this.kinds.put(kind.name(), new TriedKind(kind)) != null) {
        throw new IllegalArgumentException("two kinds are called " + kind.name());
      }
    }
  }

  /** All in order of their names, with what definitions of each may say. */
  public Collection<? extends Configurable> all() {
    return List.copyOf(kinds.values());
  }

  /**
   * The kind of this name.
   *
   * @throws SluiceException {@code UNKNOWN_SINK_KIND}
   */
  TriedKind require(@Nullable String name) {
    TriedKind kind = name == null ? null : kinds.get(name);
    if (kind == null) {
      throw new SluiceException(
          ErrorCode.UNKNOWN_SINK_KIND,
          name == null
              ? "The sink has no kind."
              : "There is no kind '" + Text.shorten(name, 80) + "' of sinks.",
          "Use one of " + String.join(", ", kinds.keySet()) + ".");
    }
    return kind;
  }
}
