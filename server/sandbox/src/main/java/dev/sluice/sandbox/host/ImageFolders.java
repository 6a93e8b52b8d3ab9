package dev.sluice.sandbox.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where sandboxes find the roots of images: where the store keeps them, as they are only looked at;
 * or, where the users that instances run as cannot come there, links in a folder of the sandbox's,
 * which stay as long as an instance needs them. Thread-safe.
 */
public final class ImageFolders {
  private static final Logger LOG = LoggerFactory.getLogger(ImageFolders.class);

  private final Path folder;
  private final boolean otherUsers;
  private final Map<Path, Shown> shown = new HashMap<>();
  private int count;

  private record Shown(Path at, int uses, boolean ours) {
    Shown used(int more) {
      return new Shown(at, uses + more, ours);
    }
  }

  /**
   * For the sandboxes of a server.
   *
   * @param folder that other users can come to
   * @param otherUsers whether instances run as other users
   */
  public ImageFolders(Path folder, boolean otherUsers) {
    this.folder = folder;
    this.otherUsers = otherUsers;
  }

  /** Where a root is to be found, until it is {@linkplain #release released} as often. */
  synchronized Path show(Path root) throws IOException {
    Shown there = shown.get(root);
    if (there == null) {
      boolean links = otherUsers && !isOpenToAll(root);
      there = new Shown(links ? link(root) : root, 0, links);
    }
    shown.put(root, there.used(1));
    return there.at();
  }

  /** One instance less needs it. */
  synchronized void release(Path root) {
    Shown there = shown.get(root);
    if (there == null) {
      return;
    }
    if (there.uses() > 1) {
      shown.put(root, there.used(-1));
      return;
    }
    shown.remove(root);
    if (there.ours()) {
      try {
        Trees.remove(there.at());
      } catch (IOException e) {
        LOG.warn("The folder {} could not be removed.", there.at(), e);
      }
    }
  }

  private Path link(Path root) throws IOException {
    Path target = Files.createDirectory(folder.resolve("image-" + ++count));
    boolean done = false;
    try {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      CodeLinks.fill(target, root, true);
      done = true;
      return target;
    } finally {
      if (!done) {
        Trees.remove(target);
      }
    }
  }

  private static boolean isOpenToAll(Path root) throws IOException {
    for (Path at = root; at != null; at = at.getParent()) {
      if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }
}
