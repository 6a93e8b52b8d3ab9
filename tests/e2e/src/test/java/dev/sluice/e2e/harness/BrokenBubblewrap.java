package dev.sluice.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A host on which bubblewrap is installed and can do nothing. */
public final class BrokenBubblewrap {
  private BrokenBubblewrap() {}

  /**
   * The words before a command that make it run in a mount namespace where bwrap always fails.
   *
   * @param folder for the program that stands in for bwrap
   */
  public static String[] in(Path folder) throws IOException {
    Path broken = folder.resolve("bwrap");
    Files.writeString(
        broken, "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    if (!System.getProperty("user.name").equals("root")) {
      command.add("--map-root-user");
    }
    command.addAll(
        List.of("sh", "-c", "mount --bind " + broken + " /usr/bin/bwrap && exec \"$@\"", "sh"));
    return command.toArray(new String[0]);
  }
}
