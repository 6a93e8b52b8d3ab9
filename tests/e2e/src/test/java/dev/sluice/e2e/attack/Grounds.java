package dev.sluice.e2e.attack;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The servers that are attacked: one for each {@link As}, started when it is first attacked,
 * stopped at the end of all tests.
 */
final class Grounds implements BeforeAllCallback {
  private static final Map<As, Ground> OPEN = new EnumMap<>(As.class);

  /** The one of these. Only for tests that have the lane of servers of their own. */
  static Ground of(As as) throws Exception {
    Ground ground = OPEN.get(as);
    if (ground == null) {
      ground = Ground.open(as);
      OPEN.put(as, ground);
    }
    return ground;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    AutoCloseable end = Grounds::closeAll;
    context
        .getRoot()
        .getStore(Namespace.create(Grounds.class))
        .getOrComputeIfAbsent(Grounds.class, key -> end);
  }

  private static void closeAll() throws Exception {
    for (Ground ground : OPEN.values()) {
      ground.close();
    }
    OPEN.clear();
  }
}
