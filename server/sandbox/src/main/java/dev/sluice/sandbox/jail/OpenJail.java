package dev.sluice.sandbox.jail;

import dev.sluice.sandbox.SandboxLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * No walls: a session and limits of its own, death with the server, no way to more rights, and,
 * where the server is root, a user of its own. What the process starts may outlive it. Immutable.
 */
public final class OpenJail implements Jail {
  private final boolean root;
  private final SandboxLimits limits;

  /**
   * A jail for many.
   *
   * @param root whether the server is root and may start processes as other users
   */
  public OpenJail(boolean root, SandboxLimits limits) {
    this.root = root;
    this.limits = limits;
  }

  @Override
  public View view(Slot slot) {
    return new View(slot.hosts().toString(), slot.io().toString(), slot.code().toString());
  }

  @Override
  public String cache(Build build) {
    return build.cache().toString();
  }

  @Override
  public boolean codeIsReadOnly() {
    return root;
  }

  @Override
  public boolean hasUsersOfItsOwn() {
    return root;
  }

  @Override
  public List<String> command(Slot slot, List<String> command) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "/usr/bin/setsid", "/usr/bin/setpriv", "--no-new-privs", "--pdeathsig", "KILL"));
    if (root) {
      String id = Integer.toString(slot.uid());
      all.addAll(List.of("--reuid", id, "--regid", id, "--clear-groups"));
      if (slot.group().processFiles().isEmpty()) {
        // It counts the processes of a user, and this user is the instance's own.
        all.addAll(List.of("/usr/bin/prlimit", "--nproc=" + limits.processes()));
      }
    }
    all.addAll(command);
    return LaunchShell.wrap(slot.group(), limits, null, all);
  }
}
