package dev.sluice.source.file;

import java.nio.charset.StandardCharsets;

/** Paths within a volume. */
final class FilePath {
  private static final int MOST_BYTES = 1_024;
  private static final int MOST_NAME_BYTES = 200;

  private FilePath() {}

  /**
   * The same path.
   *
   * @throws IllegalArgumentException with what is wrong, in a sentence
   */
  static String checked(String path) {
    if (bytes(path) > MOST_BYTES) {
      throw new IllegalArgumentException("The path has more than " + MOST_BYTES + " bytes.");
    }
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.startsWith(".")) {
        throw new IllegalArgumentException(
            "A part of the path is empty or begins with a dot: it is like folder/file.json.");
      }
      if (bytes(name) > MOST_NAME_BYTES) {
        throw new IllegalArgumentException(
            "A part of the path has more than " + MOST_NAME_BYTES + " bytes.");
      }
    }
    return path;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
