package dev.sluice.core.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;

/**
 * Keeps unpacked code by its digest. What {@code put} has returned is on disk, synced and whole;
 * the same content is stored once. Thread-safe.
 */
public interface CodeStore {

  /**
   * Stores one source file.
   *
   * @param file relative path of the file in the tree
   */
  StoredCode putInline(String file, String text);

  /**
   * Unpacks and stores a zip archive with its unix modes.
   *
   * @throws dev.sluice.core.SluiceException {@code INVALID_ARCHIVE}, {@code UNSAFE_ARCHIVE} or
   *     {@code ARCHIVE_TOO_LARGE}; nothing is left behind then
   */
  StoredCode putZip(InputStream archive);

  /**
   * Unpacks and stores the one image for this machine of an OCI image layout, a tar archive. Its
   * root is the tree's folder {@link ImageConfig#ROOT}.
   *
   * @return code of kind IMAGE
   * @throws dev.sluice.core.SluiceException {@code INVALID_IMAGE}, {@code IMAGE_UNSUPPORTED},
   *     {@code UNSAFE_ARCHIVE} or {@code ARCHIVE_TOO_LARGE}; nothing is left behind then
   */
  StoredCode putImage(InputStream archive);

  /**
   * The same for an archive or a folder on the server's own disk.
   *
   * @throws dev.sluice.core.SluiceException also {@code IMAGE_PATH_NOT_ALLOWED} or {@code
   *     CODE_NOT_FOUND}
   */
  StoredCode putImageAt(String path);

  /** As {@link #putZip} or {@link #putImage}, whichever of them it is. */
  StoredCode putArchive(InputStream archive);

  /** How a stored image wants to be run. */
  ImageConfig image(String digest);

  /**
   * Writes a stored image as an OCI image layout of one layer, a tar archive.
   *
   * @throws IOException when it cannot be written
   */
  void writeImage(String digest, OutputStream out) throws IOException;

  /**
   * Stores a copy of a folder that nobody changes meanwhile, with links that stay inside.
   *
   * @throws dev.sluice.core.SluiceException as {@link #putZip}, for what the folder has
   */
  StoredCode putTree(StoredCode.Kind kind, Path folder);

  /** The unpacked, read-only tree of stored code. */
  Path tree(String digest);

  /**
   * The tree as a zip archive, entries sorted by name.
   *
   * @return the archive's bytes
   */
  byte[] zip(String digest);

  /** The text of the only file of inline code. */
  String inlineText(String digest);

  /**
   * Removes what is not in use and was not put since the store was opened.
   *
   * @return how many trees were removed
   */
  int removeUnused(Set<String> digestsInUse);
}
