package dev.sluice.sandbox.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes folders of instances. */
public final class Trees {
  private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwx------");

  private Trees() {}

  /**
   * Removes a folder with all that is in it, without following links. Others may remove parts of it
   * meanwhile, as instances do that are just ending: what is gone is gone. Folders that were made
   * read-only or unreadable are no hindrance to their owner.
   */
  public static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            return Files.isWritable(directory) || open(directory)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof AccessDeniedException
                && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isReadable(file)
                && open(file)) {
              remove(file);
              return FileVisitResult.CONTINUE;
            }
            return goneOrThrow(e);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return goneOrThrow(e);
          }
        });
  }

  /** False when it has gone. */
  private static boolean open(Path directory) throws IOException {
    try {
      Files.setPosixFilePermissions(directory, OPEN);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static FileVisitResult goneOrThrow(@Nullable IOException e) throws IOException {
    if (e != null && !(e instanceof NoSuchFileException)) {
      throw e;
    }
    return FileVisitResult.CONTINUE;
  }
}
