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
   * Writes the system call filter.
   *
   * @param memoryIsWatched as in {@link SeccompFilter#forMachine}
   * @return null on a machine whose system calls are not known
   */
  static @Nullable Path writeFilter(Path folder, boolean memoryIsWatched) throws IOException {
    byte[] filter = SeccompFilter.forMachine(System.getProperty("os.arch", ""), memoryIsWatched);
    return filter == null ? null : Files.write(folder.resolve("filter"), filter);
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
