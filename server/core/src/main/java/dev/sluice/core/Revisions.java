package dev.sluice.core;

import dev.sluice.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Revisions that callers believe to be stored. */
public final class Revisions {
  private Revisions() {}

  /**
   * Refuses a change of what has changed.
   *
   * @param what the kind of thing, for the message
   * @param stored what it is at
   * @param wanted what the caller believes it is at; null for whatever is there
   * @throws SluiceException {@code PRECONDITION_FAILED}
   */
  public static void require(String what, String name, long stored, @Nullable Long wanted) {
    if (wanted != null && wanted != stored) {
      throw new SluiceException(
          ErrorCode.PRECONDITION_FAILED,
          "The " + what + " '" + name + "' is at revision " + stored + ", not " + wanted + ".",
          "Read it again and repeat the change on what is there now.");
    }
  }
}
