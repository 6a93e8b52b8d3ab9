package dev.sluice.store.function;

import org.jdbi.v3.core.Handle;

/** Which aliases only a rollout may change; the caller has the transaction. */
final class RolloutGuard {
  private RolloutGuard() {}

  /** Whether a rollout that is not over shifts this alias of a locked function. */
  static boolean isShifting(Handle handle, String functionId, String alias) {
    return handle
            .createQuery(
                "select count(*) from rollouts where function_id = :function"
                    + " and active_alias = :alias")
            .bind("function", functionId)
            .bind("alias", alias)
            .mapTo(Integer.class)
            .one()
        > 0;
  }
}
