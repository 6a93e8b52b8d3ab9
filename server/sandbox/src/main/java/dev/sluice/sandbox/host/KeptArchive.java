package dev.sluice.sandbox.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive in the state folder. Its file's name ends with the digest of what is in it, so that a
 * whole one can be told from a damaged one. Immutable.
 *
 * @param folder nobody but the server can write to it
 * @param runtime name of the language, with which all of its archives' names begin
 * @param key digest of all that the archive holds for
 */
record KeptArchive(Path folder, String runtime, String key) {
  private static final Logger LOG = LoggerFactory.getLogger(KeptArchive.class);
  private static final String SUFFIX = ".archive";

  /** The digest that is used for names. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A digest as a part of a file's name. */
  static String name(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /** Copies it, if there is a whole one; removes a damaged one. */
  boolean copyTo(Path target) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, prefix() + "*" + SUFFIX)) {
      for (Path file : found) {
        if (file.endsWith(prefix() + copy(file, target) + SUFFIX)) {
          return true;
        }
        LOG.warn("The archive {} is damaged, and made anew.", file);
        Files.delete(file);
        Files.delete(target);
      }
    }
    return false;
  }

  /** Keeps a copy of this one, and no other of the language: those are for what was before. */
  void keep(Path made) throws IOException {
    Path copy = folder.resolve(prefix() + "new" + SUFFIX + ".new");
    try {
      String digest = copy(made, copy);
      removeAll(copy::equals);
      Files.move(copy, folder.resolve(prefix() + digest + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /** Removes all of the language. */
  void removeAll() throws IOException {
    removeAll(file -> false);
  }

  private void removeAll(Predicate<Path> but) throws IOException {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, runtime + "-*" + SUFFIX + "*")) {
      for (Path file : found) {
        if (!but.test(file)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private String prefix() {
    return runtime + '-' + key + '-';
  }

  /** Copies a file and says its digest. */
  private static String copy(Path from, Path to) throws IOException {
    MessageDigest digest = digest();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
      Files.copy(from, out);
    }
    return name(digest);
  }
}
