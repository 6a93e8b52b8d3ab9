package dev.sluice.source.git;

import dev.sluice.source.fetch.FetchLimits;
import dev.sluice.spi.code.RemoteCodeException;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Writes a tree into an empty folder, believing nothing of its names. Links come last, so that no
 * write ever follows one. Not thread-safe.
 */
final class TreeFiles {
  private static final int MOST_PATH_CHARS = 1_024;

  private final ObjectReader reader;
  private final String url;
  private final FetchLimits limits;
  private final Map<Path, String> links = new LinkedHashMap<>();
  private long bytes;
  private int entries;

  TreeFiles(ObjectReader reader, String url, FetchLimits limits) {
    this.reader = reader;
    this.url = url;
    this.limits = limits;
  }

  void write(ObjectId tree, Path into) throws RemoteCodeException, IOException {
    try (TreeWalk walk = new TreeWalk(reader)) {
      int unused = walk.addTree(tree);
      while (walk.next()) {
        add(walk, into.resolve(path(walk)));
      }
      for (Map.Entry<Path, String> link : links.entrySet()) {
        Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
      }
    } catch (FileAlreadyExistsException | InvalidPathException e) {
      throw new RemoteCodeException(
          Reason.UNUSABLE, "A tree in " + url + " has names that no folder can have.", e);
    }
  }

  private String path(TreeWalk walk) throws RemoteCodeException {
    entries++;
    if (entries > limits.files()) {
      throw Checkout.tooLarge(
          "The folder in " + url + " has more than " + limits.files() + " files.");
    }
    String name = walk.getNameString();
    String path = walk.getPathString();
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.equalsIgnoreCase(".git")
        || name.indexOf('/') >= 0
        || name.indexOf('\0') >= 0
        || path.length() > MOST_PATH_CHARS) {
      throw new RemoteCodeException(
          Reason.UNUSABLE, "A tree in " + url + " has names that no folder can have.");
    }
    return path;
  }

  private void add(TreeWalk walk, Path path) throws RemoteCodeException, IOException {
    FileMode mode = walk.getFileMode(0);
    if (mode.equals(FileMode.TREE)) {
      Path unused = Files.createDirectory(path);
      walk.enterSubtree();
    } else if (mode.equals(FileMode.SYMLINK)) {
      ObjectLoader target = content(walk);
      if (target.getSize() > MOST_PATH_CHARS) {
        throw new RemoteCodeException(
            Reason.UNUSABLE, "The link " + walk.getPathString() + " has a target too long.");
      }
      links.put(path, new String(target.getBytes(), StandardCharsets.UTF_8));
    } else if (mode.equals(FileMode.GITLINK)) {
      throw new RemoteCodeException(
          Reason.UNUSABLE,
          "'" + walk.getPathString() + "' in " + url + " is a submodule, which is not fetched.");
    } else {
      ObjectLoader content = content(walk);
      try (OutputStream out =
          Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.copyTo(out);
      }
      if (mode.equals(FileMode.EXECUTABLE_FILE)) {
        Path unused =
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  private ObjectLoader content(TreeWalk walk) throws RemoteCodeException, IOException {
    ObjectLoader content = reader.open(walk.getObjectId(0));
    bytes += content.getSize();
    if (bytes > limits.unpackedBytes()) {
      throw Checkout.tooLarge(
          "The files in " + url + " together have more than " + limits.unpackedBytes() + " bytes.");
    }
    return content;
  }
}
