package dev.sluice.sandbox.jail;

import dev.sluice.sandbox.SandboxLimits;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walls by bubblewrap: namespaces of its own for users, processes, network, mounts, names and IPC,
 * a root that holds the system's programs read-only and nothing else of the host. A server that is
 * root drops to a user id of the instance's own first: what bubblewrap starts as root would still
 * be root to the kernel. Immutable.
 */
public final class BubblewrapJail implements Jail {
  /** Bubblewrap itself. */
  public static final Path PROGRAM = Path.of("/usr/bin/bwrap");

  /** What scripts of functions get as {@code /bin/sh}, where it is installed. */
  public static final Path BASH = Path.of("/usr/bin/bash");

  /** Where an instance sees its code. */
  public static final String CODE = "/code";

  /** Where the host of an image sees the image's root. */
  public static final String IMAGE = "/run/sluice/image";

  /** Where the host of an image sees the system call filter for its program. */
  public static final String FILTER = "/run/sluice/filter";

  private static final String CACHE = "/cache";

  private static final View VIEW = new View("/run/sluice/host", "/run/sluice/io", CODE);

  /** Parts of /etc that programs need and that tell nothing about the host. */
  private static final List<String> ETC =
      List.of("/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime", "/etc/mime.types");

  /** Parts of /etc by which programs find and trust other hosts. */
  private static final List<String> NETWORK_ETC =
      List.of(
          "/etc/resolv.conf",
          "/etc/hosts",
          "/etc/nsswitch.conf",
          "/etc/services",
          "/etc/protocols",
          "/etc/gai.conf",
          "/etc/ssl/certs",
          "/etc/ssl/openssl.cnf",
          "/etc/ca-certificates");

  private final boolean root;
  private final SandboxLimits limits;
  private final @Nullable Path filter;
  private final @Nullable Path nestingFilter;
  private final List<String> shown;

  /**
   * A jail for many.
   *
   * @param root whether the server is root and may start processes as other users
   * @param filter the system call filter, as {@link SeccompFilter} makes it; null for none
   * @param nestingFilter the one for walls in which others are built; null for none
   * @param shown absolute paths that are seen besides the system's programs, where they exist
   */
  public BubblewrapJail(
      boolean root,
      SandboxLimits limits,
      @Nullable Path filter,
      @Nullable Path nestingFilter,
      List<String> shown) {
    this.root = root;
    this.limits = limits;
    this.filter = filter;
    this.nestingFilter = nestingFilter;
    this.shown = List.copyOf(shown);
  }

  @Override
  public View view(Slot slot) {
    return VIEW;
  }

  @Override
  public String cache(Build build) {
    return CACHE;
  }

  @Override
  public boolean codeIsReadOnly() {
    return true;
  }

  @Override
  public boolean hasUsersOfItsOwn() {
    return root;
  }

  @Override
  public List<String> command(Slot slot, List<String> command) {
    List<String> all = new ArrayList<>();
    if (root) {
      String id = Integer.toString(slot.uid());
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
    Path image = slot.image();
    Path outer = image == null ? filter : nestingFilter;
    all.addAll(walls(image == null));
    for (List<String> paths : List.of(ETC, shown)) {
      paths.forEach(path -> all.addAll(List.of("--ro-bind-try", path, path)));
    }
    if (slot.network() == Network.HOST) {
      all.add("--share-net");
      NETWORK_ETC.forEach(file -> all.addAll(List.of("--ro-bind-try", file, file)));
    }
    all.addAll(List.of("--ro-bind", slot.hosts().toString(), VIEW.hosts()));
    all.addAll(List.of("--ro-bind", slot.io().toString(), VIEW.io()));
    Build build = slot.build();
    if (build == null) {
      all.addAll(List.of("--ro-bind", slot.code().toString(), VIEW.code()));
    } else {
      build.shown().forEach(path -> all.addAll(List.of("--ro-bind-try", path, path)));
      all.addAll(List.of("--bind", slot.code().toString(), VIEW.code()));
      all.addAll(List.of("--bind", build.cache().toString(), CACHE));
    }
    if (image != null) {
      all.addAll(List.of("--ro-bind", image.toString(), IMAGE));
      if (filter != null) {
        all.addAll(List.of("--ro-bind", filter.toString(), FILTER));
      }
    }
    all.addAll(List.of("--remount-ro", "/", "--chdir", "/tmp"));
    if (outer != null) {
      all.addAll(List.of("--seccomp", Integer.toString(LaunchShell.FILTER)));
    }
    all.add("--");
    if (slot.group().processFiles().isEmpty()) {
      // Inside, where the count is the sandbox's own; outside, all sandboxes of a user share it.
      all.addAll(List.of("/usr/bin/prlimit", "--nproc=" + limits.processes()));
    }
    all.addAll(command);
    return LaunchShell.wrap(slot.group(), limits, outer, all);
  }

  private List<String> walls(boolean last) {
    List<String> all =
        new ArrayList<>(
            List.of(
                PROGRAM.toString(),
                "--unshare-all",
                "--unshare-user",
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
    if (last) {
      all.add("--disable-userns");
    }
    for (String link : List.of("bin", "sbin", "lib", "lib32", "lib64")) {
      if (Files.isSymbolicLink(Path.of("/" + link))) {
        all.addAll(List.of("--symlink", "usr/" + link, "/" + link));
      } else if (Files.isDirectory(Path.of("/" + link))) {
        all.addAll(List.of("--ro-bind", "/" + link, "/" + link));
      }
    }
    shell().ifPresent(shell -> all.addAll(List.of("--ro-bind", BASH.toString(), shell)));
    // Functions written for AWS Lambda may look for their code there.
    all.addAll(List.of("--symlink", CODE, "/var/task"));
    all.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--size", "" + limits.tmpBytes()));
    all.addAll(List.of("--tmpfs", "/dev/shm", "--remount-ro", "/dev"));
    all.addAll(List.of("--perms", "1777", "--size", "" + limits.tmpBytes(), "--tmpfs", "/tmp"));
    return all;
  }

  /**
   * The file that is to be bash inside: AWS's shell is, and scripts written there rely on it, also
   * under the name {@code /bin/sh}. A symbolic link cannot be covered, so it is what it leads to.
   */
  private static Optional<String> shell() {
    try {
      Path shell = Path.of("/bin/sh").toRealPath();
      return Files.isExecutable(BASH) && !Files.isSameFile(shell, BASH)
          ? Optional.of(shell.toString())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
