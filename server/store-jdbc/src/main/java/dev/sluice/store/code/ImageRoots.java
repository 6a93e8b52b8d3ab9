package dev.sluice.store.code;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Which images on the server's own disk functions may name. */
final class ImageRoots {
  private ImageRoots() {}

  /**
   * The real path of an image.
   *
   * @throws SluiceException {@code IMAGE_PATH_NOT_ALLOWED} where it is not in one of the folders,
   *     whether or not it is there, {@code CODE_NOT_FOUND} where it is not there
   */
  static Path resolve(List<Path> roots, String path) throws IOException {
    Path named;
    try {
      named = Path.of(path).normalize();
    } catch (InvalidPathException e) {
      throw refused(path);
    }
    for (Path root : roots) {
      if (named.isAbsolute() && named.startsWith(root.toAbsolutePath().normalize())) {
        if (!Files.exists(named)) {
          throw new SluiceException(
              ErrorCode.CODE_NOT_FOUND,
              "There is no image at " + Refusal.quote(path) + " on the server.",
              "Put it there, or check the path.");
        }
        Path real = named.toRealPath();
        if (real.startsWith(root.toRealPath())) {
          return real;
        }
      }
    }
    throw refused(path);
  }

  private static SluiceException refused(String path) {
    return new SluiceException(
        ErrorCode.IMAGE_PATH_NOT_ALLOWED,
        "The path "
            + Refusal.quote(path)
            + " on the server is not in a folder that images may be taken from.",
        "Upload the image as a tar archive, or have the operator name its folder in"
            + " code.image-roots.");
  }
}
