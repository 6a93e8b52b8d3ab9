package dev.sluice.store.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/**
 * Copies a folder that somebody else has filled into a tree, following no link. Its sizes are
 * counted while it is read. Not thread-safe.
 */
final class TreeCopy {
  private final Path source;
  private final CodeLimits limits;
  private final TreeWriter tree;
  private final byte[] buffer = new byte[64 << 10];
  private long bytes;

  TreeCopy(Path source, CodeLimits limits, TreeWriter tree) {
    this.source = source;
    this.limits = limits;
    this.tree = tree;
  }

  /**
   * Copies everything.
   *
   * @throws dev.sluice.core.SluiceException when something in the folder is refused
   * @throws IOException when the disk fails
   */
  void copy() throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (!folder.equals(source)) {
              tree.folder(name(folder));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            add(file, attributes);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            throw unreadable(file, e);
          }
        });
  }

  private void add(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      tree.link(name(file), Files.readSymbolicLink(file).toString());
    } else if (attributes.isRegularFile()) {
      boolean executable =
          Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
              .contains(PosixFilePermission.OWNER_EXECUTE);
      tree.file(name(file), executable, out -> copy(file, out));
    } else {
      throw Refusal.unsafe(name(file), "is neither file, folder nor link");
    }
  }

  private void copy(Path file, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes += count;
        if (bytes > limits.unpackedBytes()) {
          throw Refusal.tooLarge(
              "All files together have more than " + limits.unpackedBytes() + " bytes.");
        }
        out.write(buffer, 0, count);
      }
    } catch (AccessDeniedException e) {
      throw unreadable(file, e);
    }
  }

  private IOException unreadable(Path file, IOException e) {
    if (e instanceof AccessDeniedException) {
      throw Refusal.invalidEntry(name(file), "cannot be read", e);
    }
    return e;
  }

  private String name(Path path) {
    return source.relativize(path).toString();
  }
}
