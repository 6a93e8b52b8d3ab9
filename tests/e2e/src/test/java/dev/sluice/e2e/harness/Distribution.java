package dev.sluice.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** The built distribution that is under test. */
public final class Distribution {
  private Distribution() {}

  /** Its folder. */
  public static Path folder() {
    Path folder = Path.of(System.getProperty("sluice.distribution"));
    if (!Files.isExecutable(folder.resolve("bin/sluice"))) {
      throw new AssertionError("no built distribution in " + folder + ": build server/app first");
    }
    return folder;
  }

  /** Its launcher. */
  public static Path launcher() {
    return folder().resolve("bin/sluice");
  }

  /** A copy that everybody may read; returns its folder. */
  public static Path copyTo(Path to) throws IOException {
    Path from = folder();
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.copy(path, target);
        boolean program = Files.isDirectory(path) || Files.isExecutable(path);
        Files.setPosixFilePermissions(
            target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
    return to;
  }
}
