package dev.sluice.sandbox.jail;

import dev.sluice.sandbox.SandboxLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first hop of a start: one shell joins the control groups, sets the limits of a process, opens
 * the system call filter and becomes the next program. Everything comes as arguments, since the
 * environment is empty.
 */
final class LaunchShell {
  /** Where the next program finds the filter: the shell knows none larger. */
  static final int FILTER = 9;

  private static final String SCRIPT =
      """
      n=$1; shift
      while [ "$n" -gt 0 ]; do echo $$ > "$1" || exit 97; shift; n=$((n - 1)); done
      ulimit -c 0; ulimit -n "$1" || exit 98; ulimit -f "$2" || exit 98; shift 2
      [ -z "$1" ] || exec 9<"$1"; shift
      exec "$@"
      """;

  /** The unit of {@code ulimit -f}. */
  private static final int BLOCK = 512;

  private static final String LOW_PRIORITY = "10";

  private LaunchShell() {}

  /**
   * The whole command.
   *
   * @param filter the file to open; null for none
   */
  static List<String> wrap(
      Cgroups.Group group, SandboxLimits limits, @Nullable Path filter, List<String> command) {
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sluice-launch"));
    all.add(Integer.toString(group.processFiles().size()));
    group.processFiles().forEach(file -> all.add(file.toString()));
    all.add(Integer.toString(limits.openFiles()));
    all.add(Long.toString(limits.fileBytes() / BLOCK));
    all.add(filter == null ? "" : filter.toString());
    if (!group.limitsProcessors()) {
      // The server, which hands out the work, gets its turn beside functions that compute.
      all.addAll(List.of("/usr/bin/nice", "-n", LOW_PRIORITY));
    }
    all.addAll(command);
    return all;
  }
}
