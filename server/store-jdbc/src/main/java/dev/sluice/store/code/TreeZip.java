package dev.sluice.store.code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Packs a tree: the same tree gives the same bytes, and they unpack to the same digest. */
final class TreeZip {
  /** The first moment that a zip archive can express. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private TreeZip() {}

  static byte[] pack(Path tree) throws IOException {
    try (SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel()) {
      try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
        for (var entry : paths(tree).entrySet()) {
          add(zip, entry.getKey(), entry.getValue());
        }
      }
      return Arrays.copyOf(bytes.array(), Math.toIntExact(bytes.size()));
    }
  }

  /** Entry names in order, with the paths they stand for; names of folders end with a slash. */
  private static SortedMap<String, Path> paths(Path tree) throws IOException {
    SortedMap<String, Path> paths = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(tree)) {
      List<Path> below = walk.filter(path -> !path.equals(tree)).toList();
      for (Path path : below) {
        boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        paths.put(tree.relativize(path) + (folder ? "/" : ""), path);
      }
    }
    return paths;
  }

  private static void add(ZipArchiveOutputStream zip, String name, Path path) throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setTimeLocal(TIME);
    if (Files.isSymbolicLink(path)) {
      entry.setUnixMode(UnixStat.LINK_FLAG | UnixStat.DEFAULT_LINK_PERM);
      zip.putArchiveEntry(entry);
      zip.write(Files.readSymbolicLink(path).toString().getBytes(StandardCharsets.UTF_8));
    } else if (Files.isDirectory(path)) {
      entry.setUnixMode(UnixStat.DIR_FLAG | UnixStat.DEFAULT_DIR_PERM);
      zip.putArchiveEntry(entry);
    } else {
      // The owner may write: whoever unpacks it wants to edit.
      boolean executable = Files.getPosixFilePermissions(path).equals(Disk.EXECUTABLE);
      entry.setUnixMode(UnixStat.FILE_FLAG | (executable ? 0755 : UnixStat.DEFAULT_FILE_PERM));
      zip.putArchiveEntry(entry);
      Files.copy(path, zip);
    }
    zip.closeArchiveEntry();
  }
}
