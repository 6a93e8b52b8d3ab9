package dev.sluice.studio.core.project;

import dev.sluice.studio.core.project.FileEntry.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Lists a project's folder, as far as anybody looks: at most so many entries, what is nearer to the
 * top first. Links that lead out of the folder, or to folders, are shown and not followed. Not
 * thread-safe.
 */
final class FileTree {
  /** What one project lists. */
  static final int MOST = 2_000;

  private static final Set<String> IGNORED =
      Set.of(".git", ".hg", ".svn", "__pycache__", ".DS_Store", "node_modules", ".venv");

  private final Path root;
  private int left = MOST;

  private FileTree(Path root) {
    this.root = root;
  }

  static List<FileEntry> read(Path folder) throws IOException {
    return new FileTree(folder.toRealPath()).list(folder);
  }

  private List<FileEntry> list(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    boolean more = false;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (IGNORED.contains(String.valueOf(entry.getFileName()))) {
          continue;
        }
        if (left == 0) {
          more = true;
          break;
        }
        left--;
        found.add(entry);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    found.sort(
        Comparator.comparing((Path entry) -> !isFolder(entry)).thenComparing(entry -> entry));
    List<FileEntry> listed = new ArrayList<>();
    for (Path entry : found) {
      listed.add(entry(entry));
    }
    if (more) {
      listed.add(
          new FileEntry(folder.resolve("…"), Kind.MORE, "more than " + MOST + " files", List.of()));
    }
    return listed;
  }

  private FileEntry entry(Path entry) throws IOException {
    if (Files.isSymbolicLink(entry)) {
      return link(entry);
    }
    if (!isFolder(entry)) {
      return new FileEntry(entry, Kind.FILE, "", List.of());
    }
    if (!Files.isReadable(entry)) {
      return new FileEntry(entry, Kind.FOLDER, "cannot be read", List.of());
    }
    return new FileEntry(entry, Kind.FOLDER, "", list(entry));
  }

  private FileEntry link(Path link) throws IOException {
    String target = "→ " + Files.readSymbolicLink(link);
    if (!Files.exists(link)) {
      return new FileEntry(link, Kind.LINK, target + " (not there)", List.of());
    }
    if (!link.toRealPath().startsWith(root)) {
      return new FileEntry(link, Kind.LINK, target + " (outside)", List.of());
    }
    Kind kind = Files.isDirectory(link) ? Kind.LINK : Kind.FILE;
    return new FileEntry(link, kind, target, List.of());
  }

  private static boolean isFolder(Path entry) {
    return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }
}
