package dev.sluice.sandbox.host;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folders that builds write to: the server makes them, and whoever builds owns them. */
final class BuildFolders {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private BuildFolders() {}

  /**
   * Copies a tree into an empty folder.
   *
   * @param owner the user id that owns the copies; null for the server's own
   */
  static void copy(Path tree, Path folder, @Nullable Integer owner) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            Path to = folder.resolve(tree.relativize(from).toString());
            if (!from.equals(tree)) {
              Files.createDirectory(to);
            }
            Files.setPosixFilePermissions(to, FOLDER);
            give(to, owner);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            Path to = folder.resolve(tree.relativize(from).toString());
            Files.copy(from, to, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isSymbolicLink()) {
              Set<PosixFilePermission> mode = Files.getPosixFilePermissions(from);
              mode.add(PosixFilePermission.OWNER_WRITE);
              Files.setPosixFilePermissions(to, mode);
            }
            give(to, owner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Makes a folder that others pass through on their way to what they may see. */
  static Path passage(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    return folder;
  }

  /** Makes a folder for nobody but its owner. */
  static Path closed(Path folder, @Nullable Integer owner) throws IOException {
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    give(folder, owner);
    return folder;
  }

  private static void give(Path path, @Nullable Integer owner) throws IOException {
    if (owner != null) {
      Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Bytes of all files below; what goes away or cannot be looked at meanwhile does not count. */
  static long bytes(Path folder) throws IOException {
    long[] sum = {0};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // A file of no size still takes its place.
            sum[0] += attributes.size() + 512;
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            sum[0] += 512;
            return FileVisitResult.CONTINUE;
          }
        });
    return sum[0];
  }
}
