package dev.sluice.sandbox.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** User ids that Debian gives to nobody: one for each instance in turn, where the server may. */
public final class UserIds {
  private static final int FIRST = 700_000;
  private static final int COUNT = 60_000;

  /** The last of them are for builds. */
  private static final int BUILDERS = 1_000;

  private static final Integer ROOT = 0;

  private UserIds() {}

  /**
   * Whether this process may start others under these ids: as root, and not as the root of a user
   * namespace that knows few others, as some containers have it.
   */
  public static boolean areOurs() throws IOException {
    return ROOT.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
        && known(Path.of("/proc/self/uid_map"))
        && known(Path.of("/proc/self/gid_map"));
  }

  /** Each line of a map has the first id inside, the first outside, and how many. */
  private static boolean known(Path map) throws IOException {
    for (String line : Files.readAllLines(map)) {
      List<Long> numbers =
          List.of(line.strip().split(" +", 3)).stream().map(Long::valueOf).toList();
      if (numbers.get(0) <= FIRST && FIRST + COUNT <= numbers.get(0) + numbers.get(2)) {
        return true;
      }
    }
    return false;
  }

  /** The id of the instance with this number. */
  static int of(int number) {
    return FIRST + number % (COUNT - BUILDERS);
  }

  /** The id of what builds for the namespace with this number. */
  static int ofBuilder(int number) {
    return FIRST + COUNT - BUILDERS + number % BUILDERS;
  }
}
