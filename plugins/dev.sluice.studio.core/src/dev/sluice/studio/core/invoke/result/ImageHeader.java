package dev.sluice.studio.core.invoke.result;

import java.util.Optional;

/**
 * What the first bytes of an image say of it, read without drawing it: a few kilobytes can claim to
 * be more pixels than there is memory for.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record ImageHeader(String mediaType, int width, int height) {
  /** The most pixels that Studio draws: some 64 MiB of memory. */
  public static final long MOST_PIXELS = 16L * 1024 * 1024;

  /** The header of a PNG, JPEG or GIF; empty for all else, and for broken ones. */
  public static Optional<ImageHeader> of(byte[] bytes) {
    if (startsWith(bytes, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
      return png(bytes);
    }
    if (startsWith(bytes, 'G', 'I', 'F', '8')) {
      return gif(bytes);
    }
    return startsWith(bytes, 0xff, 0xd8, 0xff) ? jpeg(bytes) : Optional.empty();
  }

  /** Whether it is small enough to be drawn. */
  public boolean drawable() {
    return width > 0 && height > 0 && (long) width * height <= MOST_PIXELS;
  }

  private static Optional<ImageHeader> png(byte[] bytes) {
    // Length and name of the first chunk, IHDR, which begins with both.
    return bytes.length < 24
        ? Optional.empty()
        : Optional.of(
            new ImageHeader(
                "image/png",
                two(bytes, 16) << 16 | two(bytes, 18),
                two(bytes, 20) << 16 | two(bytes, 22)));
  }

  private static Optional<ImageHeader> gif(byte[] bytes) {
    return bytes.length < 10
        ? Optional.empty()
        : Optional.of(
            new ImageHeader(
                "image/gif",
                Integer.reverseBytes(two(bytes, 6)) >>> 16,
                Integer.reverseBytes(two(bytes, 8)) >>> 16));
  }

  /** Segments are passed over until the one that begins a frame, which says the size. */
  private static Optional<ImageHeader> jpeg(byte[] bytes) {
    int at = 2;
    while (at + 9 <= bytes.length && (bytes[at] & 0xff) == 0xff) {
      int marker = bytes[at + 1] & 0xff;
      if (marker == 0xff) {
        at++; // filling
      } else if (marker >= 0xc0
          && marker <= 0xcf
          && marker != 0xc4
          && marker != 0xc8
          && marker != 0xcc) {
        return Optional.of(new ImageHeader("image/jpeg", two(bytes, at + 7), two(bytes, at + 5)));
      } else {
        at += 2 + Math.max(2, two(bytes, at + 2));
      }
    }
    return Optional.empty();
  }

  private static int two(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
