package dev.sluice.core.code;

/**
 * Code that is on disk.
 *
 * @param digest {@code sha256:} and 64 hex digits over paths, modes and contents of the tree
 * @param sizeBytes bytes of all files together
 */
public record StoredCode(Kind kind, String digest, long sizeBytes) {
  /** How it was handed in. */
  public enum Kind {
    INLINE,
    ZIP
  }
}
