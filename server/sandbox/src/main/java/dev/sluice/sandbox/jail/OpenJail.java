package dev.sluice.sandbox.jail;

import dev.sluice.sandbox.SandboxLimits;
import java.nio.file.Path;
import java.util.List;

/** No walls: a session and limits of its own, and that is all. Immutable. */
public final class OpenJail implements Jail {
  private final SandboxLimits limits;

  public OpenJail(SandboxLimits limits) {
    this.limits = limits;
  }

  @Override
  public View view(Path hosts, Path io, Path code) {
    return new View(hosts.toString(), io.toString(), code.toString());
  }

  @Override
  public List<String> command(
      Path hosts, Path io, Path code, int uid, Cgroups.Group group, List<String> command) {
    return LaunchShell.wrap(group, limits, command);
  }
}
