package dev.sluice.studio.core.project;

import java.nio.file.Path;
import java.util.List;

/**
 * Something in a project's folder.
 *
 * @param note what there is to say of it, possibly empty
 * @param children of a folder, folders first
 */
public record FileEntry(Path path, Kind kind, String note, List<FileEntry> children) {

  /** What is there. */
  public enum Kind {
    FOLDER,
    FILE,
    /** A link that is not followed. */
    LINK,
    /** Stands for what is not listed. */
    MORE
  }

  /** Its name. */
  public String name() {
    return kind == Kind.MORE ? "…" : String.valueOf(path.getFileName());
  }
}
