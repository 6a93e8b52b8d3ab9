package dev.sluice.studio.core.project;

import java.nio.file.Path;

/**
 * A folder of this machine with a manifest and code.
 *
 * @param folder absolute and normalized; it need not be there any more
 */
public record Project(Path folder) {
  /** The file that makes a folder a project. */
  public static final String MANIFEST = "sluice.yaml";

  public Project {
    folder = folder.toAbsolutePath().normalize();
  }

  /** What people call it: the folder's name. */
  public String name() {
    return folder.getFileName() == null ? folder.toString() : folder.getFileName().toString();
  }

  /** Where its manifest is. */
  public Path manifest() {
    return folder.resolve(MANIFEST);
  }

  /** Whether a file lies in it. */
  public boolean has(Path file) {
    return file.toAbsolutePath().normalize().startsWith(folder);
  }
}
