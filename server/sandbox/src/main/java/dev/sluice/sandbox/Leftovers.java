package dev.sluice.sandbox;

import dev.sluice.sandbox.host.Trees;
import dev.sluice.sandbox.jail.CgroupsOfHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes, in the data directory, where this server keeps its instances' folders and control groups,
 * so that the next one can remove what a killed one left. The folder itself lies outside of the
 * data directory, since users that instances run as cannot enter that. Not thread-safe.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final String PREFIX = "sluice-";

  private final Path note;

  Leftovers(Path stateDir) {
    this.note = stateDir.resolve("sandbox.path");
  }

  /** Makes a new folder that others can enter but not list, and notes it first. */
  Path create() throws IOException {
    Path folder = Files.createTempDirectory(PREFIX);
    Files.createDirectories(note.toAbsolutePath().getParent());
    Files.writeString(note, folder.toString());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    return folder;
  }

  /** The name of the control group that goes with the noted folder. */
  String cgroupName() {
    try {
      return Path.of(Files.readString(note, StandardCharsets.UTF_8)).getFileName().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what the last server noted; its processes died with it. */
  void remove() throws IOException {
    if (!Files.exists(note)) {
      return;
    }
    Path folder = Path.of(Files.readString(note, StandardCharsets.UTF_8).strip());
    String name = String.valueOf(folder.getFileName());
    // Only what this class made is removed, whatever the note says.
    if (name.startsWith(PREFIX) && Files.isDirectory(folder)) {
      CgroupsOfHost.open(name).removeAll();
      Trees.remove(folder);
    }
    Files.deleteIfExists(note);
  }

  void removeQuietly() {
    try {
      remove();
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("The sandbox's folder could not be removed.", e);
    }
  }
}
