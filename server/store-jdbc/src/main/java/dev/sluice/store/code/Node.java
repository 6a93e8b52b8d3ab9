package dev.sluice.store.code;

/** One path of a tree. */
sealed interface Node {

  /**
   * A folder.
   *
   * @param named whether an entry named it, and not only the path of another one
   */
  record Folder(boolean named) implements Node {}

  /**
   * A file.
   *
   * @param sha256 of its content, in hex digits
   */
  record File(boolean executable, String sha256, long bytes) implements Node {}

  /** A symbolic link. */
  record Link(String target) implements Node {}
}
