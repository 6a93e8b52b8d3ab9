package dev.sluice.sandbox.jail;

import dev.sluice.sandbox.SandboxLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * The first hop of a start: one shell joins the control groups, sets the limits of a process and
 * becomes the next program. Everything comes as arguments, since the environment is empty.
 */
final class LaunchShell {
  private static final String SCRIPT =
      """
      n=$1; shift
      while [ "$n" -gt 0 ]; do echo $$ > "$1" || exit 97; shift; n=$((n - 1)); done
      ulimit -c 0; ulimit -n "$1" || exit 98; ulimit -f "$2" || exit 98; shift 2
      exec "$@"
      """;

  /** The unit of {@code ulimit -f}. */
  private static final int BLOCK = 512;

  private LaunchShell() {}

  static List<String> wrap(Cgroups.Group group, SandboxLimits limits, List<String> command) {
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sluice-launch"));
    all.add(Integer.toString(group.processFiles().size()));
    group.processFiles().forEach(file -> all.add(file.toString()));
    all.add(Integer.toString(limits.openFiles()));
    all.add(Long.toString(limits.fileBytes() / BLOCK));
    all.addAll(command);
    return all;
  }
}
