package dev.sluice.manifest.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs the folder of an OCI image layout. */
final class LayoutTar {
  private static final String MARK = "oci-layout";

  private LayoutTar() {}

  /**
   * Packs its files, in the order of their names.
   *
   * @throws CodeException when it is no layout
   */
  static void write(Path folder, Path target) throws IOException {
    if (!Files.isRegularFile(folder.resolve(MARK))) {
      throw new CodeException(
          "the folder " + folder + " is no OCI image layout: it has no file " + MARK);
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files =
          walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
              .sorted()
              .toList();
    }
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(Files.newOutputStream(target), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (Path file : files) {
        TarArchiveEntry entry = new TarArchiveEntry(folder.relativize(file).toString());
        entry.setSize(Files.size(file));
        tar.putArchiveEntry(entry);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
      }
    }
  }
}
