package dev.sluice.store.function;

import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.FunctionStore.SaveAlias;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a rollout does with its alias; the caller has the transaction. */
public final class AliasShift {
  private AliasShift() {}

  /**
   * Locks the alias's function and shifts the alias for the first time, as {@link
   * JdbcFunctionStore#saveAlias}.
   */
  public static SaveAlias shift(Handle handle, AliasRecord alias) {
    if (!lock(handle, alias.functionId(), alias)) {
      return SaveAlias.STALE;
    }
    if (RolloutGuard.isShifting(handle, alias.functionId(), alias.name())) {
      return SaveAlias.IN_ROLLOUT;
    }
    if (!AliasTable.versionsExist(handle, alias)) {
      return SaveAlias.MISSING_VERSION;
    }
    save(handle, alias);
    return SaveAlias.SAVED;
  }

  /**
   * Locks a function.
   *
   * @param alias its revision before the change, or null to look at none
   * @return false where the function is gone, or the alias has another revision
   */
  public static boolean lock(Handle handle, String functionId, @Nullable AliasRecord alias) {
    return FunctionTable.lock(handle, functionId).isPresent()
        && (alias == null
            || AliasTable.revision(handle, functionId, alias.name()).orElse(0L)
                == alias.revision() - 1);
  }

  /** Replaces an alias of a locked function. */
  public static void save(Handle handle, AliasRecord alias) {
    AliasTable.save(handle, alias, false);
  }
}
