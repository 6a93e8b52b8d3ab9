package dev.sluice.studio.core.editor;

import dev.sluice.studio.core.connection.ConnectionStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which runtimes there are to choose from. */
public final class RuntimeNames {
  /** Offered when the server has not said what it has. */
  private static final List<String> USUAL = List.of("python3", "nodejs", "java", "provided");

  private RuntimeNames() {}

  /** The runtimes of a server. */
  public static List<String> of(ConnectionStatus status) {
    var health = status.health();
    return health == null || health.runtimes().isEmpty() ? USUAL : health.runtimes();
  }

  /** The runtimes of a server and the one that the draft has. */
  static List<String> choices(ConnectionStatus status, @Nullable FunctionDraft draft) {
    Set<String> names = new LinkedHashSet<>(of(status));
    if (draft != null) {
      names.add(draft.runtime());
    }
    return List.copyOf(names);
  }
}
