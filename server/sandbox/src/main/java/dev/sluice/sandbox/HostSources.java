package dev.sluice.sandbox;

import dev.sluice.sandbox.jail.SeccompFilter;
import dev.sluice.sandbox.runtime.LanguageRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the language hosts' sources to where jails see them. */
final class HostSources {
  private static final FileTime WRITTEN = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

  private HostSources() {}

  static Path in(Path folder) {
    return folder.resolve("hosts");
  }

  /**
   * Writes the system call filters.
   *
   * @param memoryIsWatched as in {@link SeccompFilter#forMachine}
   * @return null on a machine whose system calls are not known
   */
  static @Nullable Path writeFilter(Path folder, boolean memoryIsWatched) throws IOException {
    String machine = System.getProperty("os.arch", "");
    byte[] filter = SeccompFilter.forMachine(machine, memoryIsWatched);
    byte[] nesting = SeccompFilter.forMachine(machine, memoryIsWatched, true);
    if (filter == null || nesting == null) {
      return null;
    }
    Path file = Files.write(folder.resolve("filter"), filter);
    // Hosts of images, which may be other users, read it themselves.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.write(nestingFilter(file), nesting);
    return file;
  }

  /** The filter for walls in which others are built, beside the filter. */
  static Path nestingFilter(Path filter) {
    return filter.resolveSibling("filter-nesting");
  }

  static void write(Path folder, List<LanguageRuntime> runtimes) throws IOException {
    Path hosts = Files.createDirectory(in(folder));
    for (LanguageRuntime runtime : runtimes) {
      for (String file : runtime.hostFiles()) {
        write(hosts.resolve(file), file);
      }
    }
    Files.setPosixFilePermissions(hosts, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void write(Path target, String file) throws IOException {
    try (InputStream source = HostSources.class.getResourceAsStream("host/" + file)) {
      if (source == null) {
        throw new IOException("the resource " + file + " is missing");
      }
      Files.copy(source, target);
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
    // Archives of what was loaded from a file hold for the same size and time only.
    Files.setLastModifiedTime(target, WRITTEN);
  }
}
