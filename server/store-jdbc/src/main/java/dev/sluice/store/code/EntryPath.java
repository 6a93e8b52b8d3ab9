package dev.sluice.store.code;

import java.nio.charset.StandardCharsets;

/** Checks names of archive entries. */
final class EntryPath {
  private static final int MAX_NAME_BYTES = 255;

  private EntryPath() {}

  /**
   * The path of a name: parts joined by single slashes, none of them {@code .} or {@code ..}.
   *
   * @return the path, empty for the archive's own folder
   * @throws dev.sluice.core.SluiceException {@code UNSAFE_ARCHIVE} for a name that is absolute,
   *     goes up, or means different things to different programs; {@code INVALID_ARCHIVE} for one
   *     that no file system takes
   */
  static String parse(String name, int maxBytes) {
    if (name.indexOf('\0') >= 0) {
      throw Refusal.unsafe(name, "has a NUL character in its name");
    }
    if (name.indexOf('\\') >= 0) {
      throw Refusal.unsafe(name, "has a backslash in its name");
    }
    if (name.startsWith("/")) {
      throw Refusal.unsafe(name, "has an absolute path");
    }
    StringBuilder path = new StringBuilder();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        throw Refusal.unsafe(name, "goes up with '..'");
      }
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (bytes(part) > MAX_NAME_BYTES) {
        throw Refusal.invalidEntry(name, "has a part of more than 255 bytes", null);
      }
      path.append(path.isEmpty() ? "" : "/").append(part);
    }
    if (bytes(path.toString()) > maxBytes) {
      throw Refusal.invalidEntry(name, "has a path of more than " + maxBytes + " bytes", null);
    }
    return path.toString();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
