package dev.sluice.sandbox;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.sandbox.host.HostSandbox;
import dev.sluice.sandbox.host.HostStarter;
import dev.sluice.sandbox.host.WarmHosts;
import dev.sluice.sandbox.jail.BubblewrapJail;
import dev.sluice.sandbox.jail.Cgroups;
import dev.sluice.sandbox.jail.CgroupsOfHost;
import dev.sluice.sandbox.jail.Jail;
import dev.sluice.sandbox.jail.OpenJail;
import dev.sluice.sandbox.runtime.LanguageRuntime;
import dev.sluice.sandbox.runtime.NodeRuntime;
import dev.sluice.sandbox.runtime.PythonRuntime;
import dev.sluice.spi.sandbox.HostReport;
import dev.sluice.spi.sandbox.SandboxProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens the sandbox of this host. */
public final class Sandboxes {
  private Sandboxes() {}

  /**
   * Checks the host and opens its sandbox.
   *
   * @throws SandboxUnavailableException when the walls that were asked for cannot be built here
   */
  public static SandboxProvider open(SandboxConfig config) throws SandboxUnavailableException {
    boolean root = "root".equals(System.getProperty("user.name"));
    boolean jailed = config.isolation() == Isolation.BUBBLEWRAP;
    Jail jail = new OpenJail(config.limits());
    if (jailed) {
      BubblewrapJail walls = new BubblewrapJail(root, config.limits());
      HostChecks.requireBubblewrap(walls);
      jail = walls;
    }
    List<LanguageRuntime> runtimes =
        List.of(
            new PythonRuntime(
                HostChecks.interpreter(List.of("/usr/bin/python3", "/usr/local/bin/python3"))),
            new NodeRuntime(
                HostChecks.interpreter(List.of("/usr/bin/node", "/usr/local/bin/node"))));
    Leftovers leftovers = new Leftovers(config.stateDir());
    Path folder;
    try {
      leftovers.remove();
      folder = leftovers.create();
      HostSources.write(folder, runtimes);
    } catch (IOException e) {
      throw new SandboxUnavailableException(
          "The sandbox's folder could not be made: " + e.getMessage());
    }
    Cgroups cgroups = CgroupsOfHost.open(leftovers.cgroupName());
    HostStarter starter =
        new HostStarter(
            folder,
            HostSources.in(folder),
            jail,
            jailed,
            cgroups,
            config.limits(),
            config.clock(),
            config.threads());
    WarmHosts warm =
        new WarmHosts(
            starter,
            runtimes.stream().filter(r -> r.installedVersion() != null).toList(),
            config.warmHosts(),
            config.threads());
    return new HostSandbox(
        report(config, cgroups, runtimes),
        runtimes,
        starter,
        warm,
        config.initTimeout(),
        leftovers::removeQuietly);
  }

  private static HostReport report(
      SandboxConfig config, Cgroups cgroups, List<LanguageRuntime> runtimes) {
    List<String> warnings = new ArrayList<>();
    if (config.isolation() == Isolation.PROCESS) {
      warnings.add(
          "Functions run without a sandbox: they can read what the server can. Start without"
              + " '--isolation process' on a host with bubblewrap.");
    }
    if (cgroups instanceof Cgroups.None) {
      warnings.add(
          "Memory and process limits are not enforced by control groups: run the server as root,"
              + " or as a systemd service with Delegate=yes.");
    }
    for (LanguageRuntime runtime : runtimes) {
      if (runtime.installedVersion() == null) {
        warnings.add(
            "The runtime "
                + runtime.name()
                + " is not installed: run 'apt-get install "
                + runtime.name()
                + "'.");
      }
    }
    return new HostReport(
        config.isolation() == Isolation.PROCESS ? "process" : "bubblewrap",
        cgroups.kind(),
        warnings);
  }
}
