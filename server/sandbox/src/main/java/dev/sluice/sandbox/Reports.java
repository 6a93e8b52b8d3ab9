package dev.sluice.sandbox;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.sandbox.jail.Cgroups;
import dev.sluice.sandbox.runtime.LanguageRuntime;
import dev.sluice.spi.sandbox.HostReport;
import java.util.ArrayList;
import java.util.List;

/** Says what holds on this host, and what does not and how to mend that. */
final class Reports {
  private Reports() {}

  /**
   * The report.
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
    List<String> warnings = new ArrayList<>();
    if (open) {
      warnings.add(
          "Functions run without a sandbox: they can read "
              + (root ? "what every user of this host can" : "and change what the server can")
              + ", and what they start may outlive them. Start without '--isolation process' on a"
              + " host with bubblewrap.");
    } else if (!filtered) {
      warnings.add(
          "System calls are not filtered, since those of this machine ("
              + System.getProperty("os.arch")
              + ") are not known.");
    }
    if (!cgroups.limitsMemory()) {
      warnings.add(
          "There are no control groups to use: memory is limited by a look now and then, which"
              + " does not see the kernel's own, and processes "
              + (open && !root ? "are not limited" : "by RLIMIT_NPROC")
              + ". Run the server as root, or as a systemd service with Delegate=yes.");
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
    return new HostReport(open ? "process" : "bubblewrap", cgroups.kind(), warnings);
  }
}
