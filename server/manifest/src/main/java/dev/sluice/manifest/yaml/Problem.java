package dev.sluice.manifest.yaml;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong.
 *
 * @param place where; null for a file as a whole, or all of them
 * @param sentence what
 */
public record Problem(@Nullable Place place, String sentence) {
  /** {@code sluice.yaml:3:5: what}. */
  @Override
  public String toString() {
    return place == null ? sentence : place + ": " + sentence;
  }
}
