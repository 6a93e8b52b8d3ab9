package dev.sluice.core.code;

import org.jspecify.annotations.Nullable;

/**
 * Code that is on disk.
 *
 * @param kind how it was handed in
 * @param digest of what runs: {@code sha256:} and 64 hex digits over paths, modes and contents of
 *     the tree
 * @param sizeBytes bytes of all files of that together
 * @param origin what it was made of
 */
public record StoredCode(Kind kind, String digest, long sizeBytes, CodeOrigin origin) {
  /** How it was handed in. */
  public enum Kind {
    INLINE,
    ZIP
  }

  /** Code that runs as it was handed in. */
  public StoredCode(Kind kind, String digest, long sizeBytes) {
    this(kind, digest, sizeBytes, CodeOrigin.NONE);
  }

  /** The same with another origin. */
  public StoredCode with(CodeOrigin other) {
    return new StoredCode(kind, digest, sizeBytes, other);
  }

  /** Digest of the tree as it was handed in, before any build. */
  public String sourceDigest() {
    @Nullable String source = origin.source();
    return source == null ? digest : source;
  }
}
