package dev.sluice.store.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.jspecify.annotations.Nullable;

/** An image layout in a tar archive, which is read in place and never unpacked. Not thread-safe. */
final class ImageTarFiles implements ImageFiles {
  private final TarFile tar;
  private final long bytes;
  private final Map<String, TarArchiveEntry> entries = new HashMap<>();

  /**
   * Opens an archive.
   *
   * @throws dev.sluice.core.SluiceException {@code INVALID_IMAGE} when it is none, {@code
   *     ARCHIVE_TOO_LARGE} for too many entries
   */
  ImageTarFiles(Path archive, CodeLimits limits) throws IOException {
    bytes = Files.size(archive);
    try {
      tar = new TarFile(archive.toFile());
    } catch (IOException | RuntimeException e) {
      throw ImageRefusal.invalid("The data is not a tar archive, or only a part of one.", e);
    }
    if (tar.getEntries().size() > limits.entries()) {
      tar.close();
      throw ImageRefusal.tooLarge("The archive has more than " + limits.entries() + " entries.");
    }
    for (TarArchiveEntry entry : tar.getEntries()) {
      if (entry.isFile() && !entry.isSparse()) {
        entries.put(entry.getName().replaceFirst("^(\\./)+", ""), entry);
      }
    }
  }

  @Override
  public @Nullable InputStream open(String name) throws IOException {
    TarArchiveEntry entry = entries.get(name);
    return entry == null ? null : tar.getInputStream(entry);
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
