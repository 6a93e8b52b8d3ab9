package dev.sluice.sandbox;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.sandbox.host.Builds;
import dev.sluice.sandbox.host.HostArchives;
import dev.sluice.sandbox.host.HostSandbox;
import dev.sluice.sandbox.host.HostStarter;
import dev.sluice.sandbox.host.UserIds;
import dev.sluice.sandbox.host.WarmHosts;
import dev.sluice.sandbox.jail.BubblewrapJail;
import dev.sluice.sandbox.jail.Cgroups;
import dev.sluice.sandbox.jail.CgroupsOfHost;
import dev.sluice.sandbox.jail.Jail;
import dev.sluice.sandbox.jail.OpenJail;
import dev.sluice.sandbox.runtime.Interpreter;
import dev.sluice.sandbox.runtime.JavaRuntime;
import dev.sluice.sandbox.runtime.LanguageRuntime;
import dev.sluice.sandbox.runtime.NodeRuntime;
import dev.sluice.sandbox.runtime.ProvidedRuntime;
import dev.sluice.sandbox.runtime.PythonRuntime;
import dev.sluice.spi.sandbox.SandboxProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens the sandbox of this host. */
public final class Sandboxes {
  private static final String OR_PROCESS =
      "or choose '--isolation process' to run functions without a sandbox.";

  private Sandboxes() {}

  /**
   * Checks the host and opens its sandbox.
   *
   * @throws SandboxUnavailableException when the walls that were asked for cannot be built here
   */
  public static SandboxProvider open(SandboxConfig config) throws SandboxUnavailableException {
    return open(config, CgroupsOfHost::open);
  }

  /**
   * The same, with a choice of control groups.
   *
   * @param groups gives them for the name of the folder that all of this server's groups lie in
   */
  static SandboxProvider open(SandboxConfig config, Function<String, Cgroups> groups)
      throws SandboxUnavailableException {
    boolean jailed = config.isolation() == Isolation.BUBBLEWRAP;
    if (jailed && !Files.isExecutable(BubblewrapJail.PROGRAM)) {
      throw new SandboxUnavailableException(
          "Bubblewrap is not installed.", "Run 'apt-get install bubblewrap', " + OR_PROCESS);
    }
    Interpreter python =
        HostCommands.interpreter(List.of("/usr/bin/python3", "/usr/local/bin/python3"));
    List<LanguageRuntime> runtimes =
        List.of(
            new PythonRuntime(python),
            new NodeRuntime(
                HostCommands.interpreter(List.of("/usr/bin/node", "/usr/local/bin/node"))),
            new JavaRuntime(JavaHomes.find()),
            new ProvidedRuntime(python, jailed));
    Leftovers leftovers = new Leftovers(config.stateDir());
    boolean root;
    Path folder;
    Path filter;
    Cgroups cgroups;
    try {
      root = UserIds.areOurs();
      leftovers.remove();
      folder = leftovers.create();
      HostSources.write(folder, runtimes);
      Builds.prepare(folder);
      cgroups = groups.apply(leftovers.cgroupName());
      cgroups.limitAll(config.memoryBytes());
      filter = jailed ? HostSources.writeFilter(folder, !cgroups.limitsMemory()) : null;
    } catch (IOException e) {
      throw new SandboxUnavailableException(
          "The sandbox's folder could not be made: " + e.getMessage() + ".",
          "Give the server a data directory and a temporary folder that it can write to.");
    }
    HostStarter starter =
        new HostStarter(
            folder,
            HostSources.in(folder),
            jail(config, config.limits(), root, filter, runtimes),
            jailed,
            cgroups,
            config.limits(),
            config.clock(),
            config.threads());
    prove(starter, jailed, leftovers);
    HostArchives archives =
        new HostArchives(
            config.stateDir(), HostSources.in(folder), starter, jailed, config.threads());
    WarmHosts warm =
        new WarmHosts(
            starter,
            archives,
            runtimes.stream().filter(r -> r.installedVersion() != null).toList(),
            config.warmHosts(),
            config.memoryBytes(),
            config.threads());
    Builds builds =
        new Builds(
            starter,
            jail(config, Builds.limits(config.limits()), root, filter, runtimes),
            jailed,
            root,
            runtimes,
            config.threads());
    return new HostSandbox(
        Reports.of(config.isolation(), root, filter != null, cgroups, runtimes),
        runtimes,
        starter,
        warm,
        archives,
        builds,
        config.initTimeout(),
        leftovers::removeQuietly);
  }

  private static Jail jail(
      SandboxConfig config,
      SandboxLimits limits,
      boolean root,
      @Nullable Path filter,
      List<LanguageRuntime> runtimes) {
    return config.isolation() == Isolation.BUBBLEWRAP
        ? new BubblewrapJail(
            root,
            limits,
            filter,
            filter == null ? null : HostSources.nestingFilter(filter),
            runtimes.stream().flatMap(runtime -> runtime.shown().stream()).toList())
        : new OpenJail(root, limits);
  }

  private static void prove(HostStarter starter, boolean jailed, Leftovers leftovers)
      throws SandboxUnavailableException {
    try {
      starter.probe();
    } catch (IOException e) {
      starter.close();
      leftovers.removeQuietly();
      String words = String.valueOf(e.getMessage());
      throw jailed
          ? new SandboxUnavailableException(
              "Bubblewrap cannot build a sandbox here (" + words + ").", remedy(words) + OR_PROCESS)
          : new SandboxUnavailableException(
              "A process for functions cannot be started here (" + words + ").",
              "Look for what forbids this user to start processes.");
    }
  }

  /** What most likely keeps bubblewrap from its work, as the beginning of a sentence. */
  private static String remedy(String words) {
    if (isOn("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")) {
      return "Run 'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0', or give /usr/bin/bwrap"
          + " an AppArmor profile that allows userns, ";
    }
    return words.contains("namespace")
        ? "Run 'sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000', "
        : "Put that right, ";
  }

  private static boolean isOn(String setting) {
    try {
      return Files.readString(Path.of(setting)).strip().equals("1");
    } catch (IOException e) {
      return false;
    }
  }
}
