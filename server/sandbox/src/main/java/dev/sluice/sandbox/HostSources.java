package dev.sluice.sandbox;

import dev.sluice.sandbox.runtime.LanguageRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Writes the language hosts' sources to where jails see them. */
final class HostSources {
  private HostSources() {}

  static Path in(Path folder) {
    return folder.resolve("hosts");
  }

  static void write(Path folder, List<LanguageRuntime> runtimes) throws IOException {
    Path hosts = Files.createDirectory(in(folder));
    for (LanguageRuntime runtime : runtimes) {
      Path file = hosts.resolve(runtime.hostFile());
      try (InputStream source =
          HostSources.class.getResourceAsStream("host/" + runtime.hostFile())) {
        if (source == null) {
          throw new IOException("the resource " + runtime.hostFile() + " is missing");
        }
        Files.copy(source, file);
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
    Files.setPosixFilePermissions(hosts, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
