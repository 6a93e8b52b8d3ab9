package dev.sluice.store.code;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The reasons why code is not stored. */
final class Refusal {
  private static final int NAME_CHARS = 120;

  private Refusal() {}

  static SluiceException unsafe(String entry, String why) {
    return new SluiceException(
        ErrorCode.UNSAFE_ARCHIVE,
        "The entry " + quote(entry) + " " + why + ".",
        "Pack only files, folders and links whose paths stay inside the archive.");
  }

  static SluiceException invalid(String detail, @Nullable Throwable cause) {
    return new SluiceException(
        ErrorCode.INVALID_ARCHIVE, detail, "Send a whole zip archive, as zip -r makes it.", cause);
  }

  static SluiceException invalidEntry(String entry, String why, @Nullable Throwable cause) {
    return invalid("The entry " + quote(entry) + " " + why + ".", cause);
  }

  static SluiceException tooLarge(String detail) {
    return new SluiceException(
        ErrorCode.ARCHIVE_TOO_LARGE, detail, "Pack only what the function needs to run.");
  }

  static SluiceException disk(IOException cause) {
    return new SluiceException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "Code could not be written to the disk or read from it.",
        "Check the free space and the rights of the data directory.",
        cause);
  }

  /** The name for a message: short, and without characters that would change a terminal. */
  static String quote(String entry) {
    StringBuilder visible = new StringBuilder();
    Text.shorten(entry, NAME_CHARS)
        .codePoints()
        .forEach(c -> visible.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
    return "'" + visible + "'";
  }
}
