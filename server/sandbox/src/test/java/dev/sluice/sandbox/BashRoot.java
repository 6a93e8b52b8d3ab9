package dev.sluice.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The root of an image that has the host's bash with its libraries, and nothing else of it. */
final class BashRoot {
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

  private BashRoot() {}

  /** Makes it in an empty folder. */
  static Path make(Path folder) throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    copy(Path.of("/usr/bin/bash"), root.resolve("bin/bash"));
    Process ldd = new ProcessBuilder("ldd", "/usr/bin/bash").start();
    Matcher library =
        LIBRARY.matcher(new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    while (library.find()) {
      Path path = Path.of(library.group(1));
      copy(path, root.resolve(path.toString().substring(1)));
    }
    Files.createSymbolicLink(root.resolve("shell"), Path.of("/bin/bash"));
    Files.createDirectory(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=inside\n");
    Files.createDirectory(root.resolve("app"));
    try (InputStream serve = Objects.requireNonNull(BashRoot.class.getResourceAsStream("serve"))) {
      Files.copy(serve, root.resolve("app/serve"));
    }
    Files.setPosixFilePermissions(
        root.resolve("app/serve"), PosixFilePermissions.fromString("rwxr-xr-x"));
    return root;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from.toRealPath(), to);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
