package dev.sluice.core.workflow;

import dev.sluice.core.Digests;
import java.nio.charset.StandardCharsets;

/** Keys of executions, as the storage takes them. */
final class Keys {
  private static final int MOST_CHARACTERS = 1_000;

  private Keys() {}

  /** The same for the same key; of long ones a digest. */
  static String bounded(String key) {
    return key.length() <= MOST_CHARACTERS
        ? key
        : "sha256:" + Digests.sha256(key.getBytes(StandardCharsets.UTF_8));
  }
}
