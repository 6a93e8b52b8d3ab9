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
    ZIP,
    /** Fetched from a repository. */
    GIT,
    /** Fetched as an archive. */
    OBJECT,
    /** The image of a root file system, handed in or fetched. */
    IMAGE
  }

  /** Code that runs as it was handed in. */
  public StoredCode(Kind kind, String digest, long sizeBytes) {
    this(kind, digest, sizeBytes, CodeOrigin.NONE);
  }

  /** The same with another origin. */
  public StoredCode with(CodeOrigin other) {
    return new StoredCode(kind, digest, sizeBytes, other);
  }

  /** The same, handed in in another way. */
  public StoredCode as(Kind other) {
    return new StoredCode(other, digest, sizeBytes, origin);
  }

  /** Digest of the tree as it was handed in, before any build. */
  public String sourceDigest() {
    @Nullable String source = origin.source();
    return source == null ? digest : source;
  }
}
