package dev.sluice.store.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An image layout in a folder; links in it are not followed. Not thread-safe. */
final class ImageFolderFiles implements ImageFiles {
  private final Path folder;

  ImageFolderFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public @Nullable InputStream open(String name) throws IOException {
    Path at = folder;
    for (Path part : Path.of(name)) {
      at = at.resolve(part);
      if (Files.isSymbolicLink(at)) {
        throw ImageRefusal.invalid("'" + name + "' of the layout is behind a symbolic link.");
      }
    }
    return Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)
        ? Files.newInputStream(at, LinkOption.NOFOLLOW_LINKS)
        : null;
  }

  @Override
  public long bytes() throws IOException {
    long bytes = 0;
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        bytes += Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
      }
    }
    return bytes;
  }

  @Override
  public void close() {
    // Nothing is kept open.
  }
}
