package dev.sluice.core.function;

import org.jspecify.annotations.Nullable;

/** What a call has to tell callers apart by. Confined to the call's thread. */
public interface RoutingValues {
  /** A call that has nothing. */
  RoutingValues NONE = rule -> null;

  /** The value that a rule asks for, or null when the call does not have it. */
  @Nullable String of(RoutingRule rule);

  /**
   * What draws by weights go by, so that a repeated call goes to the same version; null: chance.
   */
  default @Nullable String stable() {
    return null;
  }
}
