package dev.sluice.api;

import org.jspecify.annotations.Nullable;

/**
 * A secret as a caller sends it.
 *
 * @param value 1 to 65536 characters; it can be replaced, and never read
 */
public record SecretSpec(@Nullable String value) {
  /** Says nothing of the value. */
  @Override
  public String toString() {
    return "SecretSpec";
  }
}
