package dev.sluice.source.fetch;

import dev.sluice.spi.code.RemoteCode.Taker;
import dev.sluice.spi.code.RemoteCodeException;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Hands out an archive that has been downloaded, if it is the right one. */
public final class Archives {
  private Archives() {}

  /**
   * Checks it, and hands it out unless it is known.
   *
   * @param address for people
   * @param expected the checksum that it must have; null for any
   * @return its checksum: {@code sha256:} and 64 hex digits
   */
  public static String handOut(
      Path file, String address, @Nullable String expected, @Nullable String known, Taker taker)
      throws RemoteCodeException, IOException {
    String checksum = checksum(file);
    if (expected != null && !expected.equals(checksum)) {
      throw new RemoteCodeException(
          Reason.CHECKSUM, "What " + address + " hands out has the checksum " + checksum + ".");
    }
    if (!checksum.equals(known)) {
      try (InputStream zip = Files.newInputStream(file)) {
        taker.archive(zip);
      }
    }
    return checksum;
  }

  private static String checksum(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[64 << 10];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sha.update(buffer, 0, count);
      }
      return "sha256:" + HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
