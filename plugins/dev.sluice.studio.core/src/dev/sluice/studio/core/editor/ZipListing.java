package dev.sluice.studio.core.editor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files in an archive of code. */
public final class ZipListing {
  private static final int LIMIT = 5000;

  private ZipListing() {}

  /** The paths of the files in order; the first 5,000. */
  static List<String> of(byte[] archive) throws IOException {
    List<String> files = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry();
          entry != null && files.size() < LIMIT;
          entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          files.add(entry.getName());
        }
      }
    }
    files.sort(null);
    return files;
  }
}
