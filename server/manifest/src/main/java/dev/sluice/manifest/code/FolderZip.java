package dev.sluice.manifest.code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Packs a folder with its unix modes and its links. The same files make the same archive, whatever
 * their times and their order on the disk.
 */
final class FolderZip {
  private static final Set<String> IGNORED =
      Set.of(".git", ".hg", ".svn", "__pycache__", ".DS_Store");

  private static final int FILE_TYPE = 0100000;
  private static final int LINK_TYPE = 0120000;
  private static final int PERMISSIONS = 07777;
  private static final int READABLE = 0644;

  private FolderZip() {}

  /**
   * Packs a folder.
   *
   * @throws CodeException when it has no files, or a link in it leads out of it
   */
  static void write(Path folder, Path archive) throws IOException {
    List<Path> files = files(folder);
    if (files.isEmpty()) {
      throw new CodeException("the folder " + folder + " has no files");
    }
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
      for (Path file : files) {
        add(zip, folder, file);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return !dir.equals(folder) && ignored(dir)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!ignored(file) && (attributes.isRegularFile() || attributes.isSymbolicLink())) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  private static boolean ignored(Path file) {
    return IGNORED.contains(String.valueOf(file.getFileName()));
  }

  private static void add(ZipArchiveOutputStream zip, Path folder, Path file) throws IOException {
    String name = folder.relativize(file).toString().replace('\\', '/');
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    if (Files.isSymbolicLink(file)) {
      byte[] target = target(folder, file).getBytes(StandardCharsets.UTF_8);
      entry.setUnixMode(LINK_TYPE | 0777);
      zip.putArchiveEntry(entry);
      zip.write(target);
    } else {
      entry.setUnixMode(FILE_TYPE | (mode(file) & PERMISSIONS));
      zip.putArchiveEntry(entry);
      Files.copy(file, zip);
    }
    zip.closeArchiveEntry();
  }

  /** Its permissions; where the system has none, those of a file that all may read. */
  private static int mode(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (Integer) Files.getAttribute(file, "unix:mode")
        : READABLE;
  }

  private static String target(Path folder, Path link) throws IOException {
    Path target = Files.readSymbolicLink(link);
    Path resolved = link.resolveSibling(target).normalize();
    if (target.isAbsolute() || !resolved.startsWith(folder.normalize())) {
      throw new CodeException("the link " + link + " leads out of the folder, to " + target);
    }
    return target.toString();
  }
}
