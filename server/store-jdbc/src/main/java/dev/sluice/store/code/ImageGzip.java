package dev.sluice.store.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Archives of images that were packed as a whole, as by {@code docker save web | gzip}. */
final class ImageGzip {
  private ImageGzip() {}

  /** Whether what begins so is packed by gzip. */
  static boolean isPacked(byte[] start) {
    return start.length > 1 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
  }

  /**
   * Unpacks what is packed by gzip.
   *
   * @return false where the archive is not packed, and the target was left empty
   */
  static boolean unpack(Path archive, Path target, CodeLimits limits) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      if (!isPacked(in.readNBytes(2))) {
        return false;
      }
    }
    byte[] buffer = new byte[64 << 10];
    long bytes = 0;
    try (InputStream raw = Files.newInputStream(archive);
        OutputStream out = Files.newOutputStream(target)) {
      InputStream in = open(raw);
      for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
        bytes += count;
        if (bytes > limits.unpackedBytes()) {
          throw ImageRefusal.tooLarge(
              "The archive unpacks to more than " + limits.unpackedBytes() + " bytes.");
        }
        out.write(buffer, 0, count);
      }
    }
    return true;
  }

  private static InputStream open(InputStream raw) {
    try {
      return new GZIPInputStream(raw, 64 << 10);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private static int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private static RuntimeException damaged(IOException e) {
    return ImageRefusal.invalid("The archive, packed by gzip, is damaged or cut off.", e);
  }
}
