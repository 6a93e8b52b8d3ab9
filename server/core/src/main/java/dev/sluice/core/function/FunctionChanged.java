package dev.sluice.core.function;

import dev.sluice.core.live.LiveMessage;

/** A function, one of its versions or one of its aliases changed. */
public record FunctionChanged(String namespace, String function, Change change)
    implements LiveMessage {

  /** What changed. */
  public enum Change {
    CREATED,
    UPDATED,
    DELETED,
    PUBLISHED,
    VERSION_DELETED,
    ALIAS_SET,
    ALIAS_DELETED
  }
}
