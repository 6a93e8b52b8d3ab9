package dev.sluice.core.code;

import org.jspecify.annotations.Nullable;

/**
 * What code was made of, and how.
 *
 * @param source digest of the tree that was handed in, where a build made another one of it; else
 *     null
 * @param build what its owner said of building it
 * @param fetched where it came from; null where it was handed in
 * @param image digest of the manifest of an image that was handed in; else null
 */
public record CodeOrigin(
    @Nullable String source, BuildWish build, @Nullable Fetched fetched, @Nullable String image) {
  /** Handed in as it runs, and nothing said. */
  public static final CodeOrigin NONE = new CodeOrigin(null, BuildWish.AUTOMATIC);

  /** Of code that was handed in. */
  public CodeOrigin(@Nullable String source, BuildWish build) {
    this(source, build, null, null);
  }

  /** Of code that was fetched, or is no image. */
  public CodeOrigin(@Nullable String source, BuildWish build, @Nullable Fetched fetched) {
    this(source, build, fetched, null);
  }

  /** The same, fetched. */
  public CodeOrigin from(Fetched where) {
    return new CodeOrigin(source, build, where, null);
  }

  /** The same, of an image whose manifest has this digest. */
  public CodeOrigin withImage(String digest) {
    return new CodeOrigin(source, build, fetched, digest);
  }

  /** What was there, or was handed in, by its own name for itself; null where it has none. */
  public @Nullable String revision() {
    return fetched == null ? image : fetched.revision();
  }

  /**
   * Where code came from.
   *
   * @param revision what was there: a commit, or the checksum of an archive
   */
  public record Fetched(CodeHome home, String revision) {}

  /**
   * What the owner of code says of building it.
   *
   * @param skip whether it runs as it is, whatever its files ask for
   * @param command what builds it; null for what its files ask for
   */
  public record BuildWish(boolean skip, @Nullable String command) {
    /** As its files ask for. */
    public static final BuildWish AUTOMATIC = new BuildWish(false, null);
  }
}
