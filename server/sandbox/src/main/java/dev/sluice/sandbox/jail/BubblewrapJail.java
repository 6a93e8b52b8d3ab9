package dev.sluice.sandbox.jail;

import dev.sluice.sandbox.SandboxLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Walls by bubblewrap: namespaces of its own for users, processes, network, mounts, names and IPC,
 * a root that holds the system's programs read-only and nothing else of the host. A server that is
 * root drops to a user id of the instance's own first: what bubblewrap starts as root would still
 * be root to the kernel. Immutable.
 */
public final class BubblewrapJail implements Jail {
  private static final View VIEW = new View("/run/sluice/host", "/run/sluice/io", "/code");

  /** Parts of /etc that programs need and that tell nothing about the host. */
  private static final List<String> ETC =
      List.of("/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime", "/etc/mime.types");

  private final boolean root;
  private final SandboxLimits limits;

  public BubblewrapJail(boolean root, SandboxLimits limits) {
    this.root = root;
    this.limits = limits;
  }

  @Override
  public View view(Path hosts, Path io, Path code) {
    return VIEW;
  }

  @Override
  public List<String> command(
      Path hosts, Path io, Path code, int uid, Cgroups.Group group, List<String> command) {
    List<String> all = new ArrayList<>();
    if (root) {
      String id = Integer.toString(uid);
      all.addAll(
          List.of(
              "/usr/bin/setpriv",
              "--reuid",
              id,
              "--regid",
              id,
              "--clear-groups",
              "--no-new-privs"));
    }
    all.addAll(walls());
    ETC.forEach(file -> all.addAll(List.of("--ro-bind-try", file, file)));
    all.addAll(List.of("--ro-bind", hosts.toString(), VIEW.hosts()));
    all.addAll(List.of("--ro-bind", io.toString(), VIEW.io()));
    all.addAll(List.of("--ro-bind", code.toString(), VIEW.code()));
    all.addAll(List.of("--remount-ro", "/", "--chdir", "/tmp", "--"));
    all.addAll(command);
    return LaunchShell.wrap(group, limits, all);
  }

  /** A command that only proves that the walls can be built. */
  public List<String> probe(int uid) {
    List<String> all = new ArrayList<>();
    if (root) {
      all.addAll(
          List.of("/usr/bin/setpriv", "--reuid", "" + uid, "--regid", "" + uid, "--clear-groups"));
    }
    all.addAll(walls());
    all.addAll(List.of("--", "/bin/true"));
    return all;
  }

  private List<String> walls() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "bwrap",
                "--unshare-all",
                "--unshare-user",
                "--disable-userns",
                "--die-with-parent",
                "--new-session",
                "--cap-drop",
                "ALL",
                "--clearenv",
                "--hostname",
                "sandbox",
                "--ro-bind",
                "/usr",
                "/usr"));
    for (String link : List.of("bin", "sbin", "lib", "lib32", "lib64")) {
      if (Files.isSymbolicLink(Path.of("/" + link))) {
        all.addAll(List.of("--symlink", "usr/" + link, "/" + link));
      } else if (Files.isDirectory(Path.of("/" + link))) {
        all.addAll(List.of("--ro-bind", "/" + link, "/" + link));
      }
    }
    all.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--size", "" + limits.tmpBytes()));
    all.addAll(List.of("--tmpfs", "/dev/shm", "--remount-ro", "/dev"));
    all.addAll(List.of("--perms", "1777", "--size", "" + limits.tmpBytes(), "--tmpfs", "/tmp"));
    return all;
  }
}
