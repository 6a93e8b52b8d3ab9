package dev.sluice.sandbox.host;

import dev.sluice.sandbox.jail.Cgroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of one instance: its socket, and the code that appears in it.
 *
 * @param id unguessable, since other users of the host can look for it
 */
record HostFolder(String id, Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(HostFolder.class);

  static HostFolder create(Path parent, int number) throws IOException {
    // A temporary folder's name has a secure random part.
    Path folder = Files.createTempDirectory(parent, number + "-");
    HostFolder made = new HostFolder(String.valueOf(folder.getFileName()), folder);
    Files.createDirectory(made.io());
    Files.createDirectory(made.code());
    for (Path path : new Path[] {made.folder(), made.io(), made.code()}) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
    }
    Files.setPosixFilePermissions(made.code(), PosixFilePermissions.fromString("rwxr-xr-x"));
    return made;
  }

  Path io() {
    return folder.resolve("io");
  }

  Path socket() {
    return io().resolve("s");
  }

  Path code() {
    return folder.resolve("code");
  }

  /** Removes the folders and the group of an instance whose process has ended. */
  void remove(Cgroups.Group group) {
    try {
      Trees.remove(folder);
    } catch (IOException e) {
      LOG.warn("The folder {} could not be removed.", folder, e);
    }
    group.remove();
  }
}
