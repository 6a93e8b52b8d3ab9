package dev.sluice.sandbox.host;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes stored code appear in a folder that a running jail already sees: files are hard links, or
 * copies where the store is on another file system, or where the function could change the stored
 * file through the link because it runs as the file's owner.
 */
final class CodeLinks {
  private CodeLinks() {}

  static void fill(Path folder, Path code, boolean links) throws IOException {
    Map<Object, Path> copies = new HashMap<>();
    Files.walkFileTree(
        code,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Path target = folder.resolve(code.relativize(dir).toString());
            if (!target.equals(folder) && !dir.equals(code)) {
              Files.createDirectory(target);
              Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            link(folder.resolve(code.relativize(file).toString()), file, attributes, links, copies);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void link(
      Path target,
      Path file,
      BasicFileAttributes attributes,
      boolean links,
      Map<Object, Path> copies)
      throws IOException {
    if (attributes.isSymbolicLink()) {
      Files.createSymbolicLink(/* link= */ target, /* target= */ Files.readSymbolicLink(file));
      return;
    }
    if (!links) {
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      return;
    }
    try {
      Files.createLink(target, file);
    } catch (IOException | UnsupportedOperationException e) {
      // What has several names in the store is copied once.
      Path copy = copies.putIfAbsent(String.valueOf(attributes.fileKey()), target);
      if (copy == null) {
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      } else {
        Files.createLink(target, copy);
      }
    }
  }
}
