package dev.sluice.sandbox.jail;

import dev.sluice.sandbox.SandboxLimits;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The second walls, around the program of an image, inside of those of the host that serves it: the
 * same again with the image's root, and only the network is shared. What is at the top of the image
 * is shown piece by piece, so that an image needs no folders for what is put there, and a link in
 * it leads nowhere before the walls stand.
 */
public final class ImageWalls {
  /** Bubblewrap, as the first walls show it. */
  public static final String PROGRAM = BubblewrapJail.PROGRAM.toString();

  /** Folders that are the sandbox's own. */
  private static final Set<String> OURS = Set.of("proc", "dev", "tmp", "sys");

  /** What programs of images find in /etc as containers do, where the network is the host's. */
  private static final List<String> NETWORK_ETC = List.of("resolv.conf", "hosts");

  private ImageWalls() {}

  /**
   * Arguments of bubblewrap, as the first walls show its paths.
   *
   * @param root the image's root, as the server sees it
   */
  public static List<String> of(Path root, Network network, SandboxLimits limits)
      throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--unshare-user",
                "--disable-userns",
                "--unshare-pid",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-cgroup-try",
                "--die-with-parent",
                "--new-session",
                "--cap-drop",
                "ALL",
                "--clearenv"));
    for (String name : names(root)) {
      if (OURS.contains(name)) {
        continue;
      }
      if (name.equals("etc") && network == Network.HOST && isFolder(root.resolve(name))) {
        for (String below : names(root.resolve(name))) {
          if (!NETWORK_ETC.contains(below)) {
            show(root, name + "/" + below, all);
          }
        }
      } else {
        show(root, name, all);
      }
    }
    if (network == Network.HOST) {
      for (String file : NETWORK_ETC) {
        all.addAll(List.of("--ro-bind-try", "/etc/" + file, "/etc/" + file));
      }
    }
    String size = Long.toString(limits.tmpBytes());
    all.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--size", size));
    all.addAll(List.of("--tmpfs", "/dev/shm", "--remount-ro", "/dev"));
    all.addAll(List.of("--perms", "1777", "--size", size, "--tmpfs", "/tmp"));
    all.addAll(List.of("--remount-ro", "/"));
    return all;
  }

  private static void show(Path root, String path, List<String> all) throws IOException {
    Path file = root.resolve(path);
    if (Files.isSymbolicLink(file)) {
      all.addAll(List.of("--symlink", Files.readSymbolicLink(file).toString(), "/" + path));
    } else {
      all.addAll(List.of("--ro-bind", BubblewrapJail.IMAGE + "/" + path, "/" + path));
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Set<String> names(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        names.add(String.valueOf(child.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }
}
