package dev.sluice.sandbox;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.sandbox.jail.BubblewrapJail;
import dev.sluice.sandbox.jail.Cgroups;
import dev.sluice.sandbox.jail.NoCgroups;
import dev.sluice.sandbox.runtime.LanguageRuntime;
import dev.sluice.spi.sandbox.HostCheck;
import dev.sluice.spi.sandbox.HostCheck.State;
import dev.sluice.spi.sandbox.HostReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says what holds on this host, and what does not and how to mend that. */
final class Reports {
  private static final String GET_CGROUPS =
      "Run the server as root, as a systemd service with Delegate=yes, or by"
          + " 'systemd-run --user --scope -p Delegate=yes sluice server'.";

  /** What shell scripts written for AWS Lambda count on. */
  private static final List<Path> SHELL_PROGRAMS =
      List.of(BubblewrapJail.BASH, Path.of("/usr/bin/curl"));

  private Reports() {}

  /**
   * The report on a host whose sandbox could be built.
   *
   * @param root whether the server is root and may start processes as other users
   * @param filtered whether system calls are filtered
   */
  static HostReport of(
      Isolation isolation,
      boolean root,
      boolean filtered,
      Cgroups cgroups,
      List<LanguageRuntime> runtimes) {
    boolean open = isolation == Isolation.PROCESS;
    List<HostCheck> checks = new ArrayList<>();
    checks.add(open ? noWalls(root) : walls(root));
    if (!open) {
      checks.add(filter(filtered));
    }
    checks.add(memory(cgroups));
    checks.add(processes(cgroups, open && !root));
    checks.add(processors(cgroups));
    runtimes.forEach(runtime -> checks.add(runtime(runtime)));
    SHELL_PROGRAMS.forEach(program -> checks.add(shell(program)));
    return new HostReport(open ? "process" : "bubblewrap", cgroups.kind(), checks);
  }

  private static HostCheck walls(boolean root) {
    return HostCheck.ok(
        "sandbox",
        "Bubblewrap builds sandboxes here, each as "
            + (root ? "a user id of its own." : "the server's user in a namespace of its own."));
  }

  private static HostCheck noWalls(boolean root) {
    return new HostCheck(
        "sandbox",
        State.WARNING,
        "Functions run without a sandbox: they can read "
            + (root ? "what every user of this host can" : "and change what the server can")
            + ", and what they start may outlive them.",
        "Start without '--isolation process' on a host with bubblewrap.");
  }

  private static HostCheck filter(boolean filtered) {
    return filtered
        ? HostCheck.ok("system call filter", "Calls that no function needs are refused.")
        : new HostCheck(
            "system call filter",
            State.WARNING,
            "System calls are not filtered, since those of this machine ("
                + System.getProperty("os.arch")
                + ") are not known.",
            "Use a machine of the kind amd64 or aarch64.");
  }

  private static HostCheck memory(Cgroups cgroups) {
    return cgroups.limitsMemory()
        ? HostCheck.ok("memory limit", "The kernel limits memory by " + cgroups.kind() + ".")
        : new HostCheck(
            "memory limit",
            State.WARNING,
            "There are no control groups to use"
                + (cgroups instanceof NoCgroups none ? " (" + none.reason() + ")" : "")
                + ": memory is limited by a look now and then, which does not see the kernel's own.",
            GET_CGROUPS);
  }

  private static HostCheck processes(Cgroups cgroups, boolean unlimited) {
    if (cgroups.limitsMemory()) {
      return HostCheck.ok(
          "process limit", "The kernel limits processes by " + cgroups.kind() + ".");
    }
    return unlimited
        ? new HostCheck(
            "process limit", State.WARNING, "Processes of functions are not limited.", GET_CGROUPS)
        : HostCheck.ok("process limit", "Processes are limited by RLIMIT_NPROC.");
  }

  private static HostCheck processors(Cgroups cgroups) {
    return cgroups.limitsProcessors()
        ? HostCheck.ok(
            "processor limit", "The kernel shares out processors by " + cgroups.kind() + ".")
        : new HostCheck(
            "processor limit",
            State.WARNING,
            "Processor time is not limited: functions run at a low priority instead.",
            cgroups.limitsMemory()
                ? "Let the server's control group have the controller 'cpu'."
                : GET_CGROUPS);
  }

  private static HostCheck runtime(LanguageRuntime runtime) {
    String version = runtime.installedVersion();
    return version == null
        ? new HostCheck(
            "runtime " + runtime.name(),
            State.WARNING,
            "The runtime " + runtime.name() + " is not installed.",
            "Run 'apt-get install " + runtime.debianPackage() + "'.")
        : HostCheck.ok("runtime " + runtime.name(), "Version " + version + " is installed.");
  }

  private static HostCheck shell(Path program) {
    String name = String.valueOf(program.getFileName());
    return Files.isExecutable(program)
        ? HostCheck.ok("program " + name, "It is there for functions that are shell scripts.")
        : new HostCheck(
            "program " + name,
            State.WARNING,
            "Functions that are shell scripts have no " + name + ".",
            "Run 'apt-get install " + name + "'.");
  }
}
