package dev.sluice.sandbox.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out which control groups this process may make groups in, by making one. */
public final class CgroupsOfHost {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private CgroupsOfHost() {}

  /**
   * The host's control groups.
   *
   * @param name of the folder that all groups of this server lie in
   */
  public static Cgroups open(String name) {
    try {
      List<String> own = Files.readAllLines(Path.of("/proc/self/cgroup"));
      if (Files.exists(ROOT.resolve("cgroup.controllers"))) {
        return tested(version2(own, name));
      }
      Path cpu = cpu(own, name);
      return tested(
          new FileCgroups(
              "cgroup-v1",
              CgroupFiles.V1,
              new FileCgroups.Folders(
                  version1(own, "memory", name),
                  version1(own, "pids", name),
                  cpu,
                  counted(own, name, cpu),
                  cpuset(own, name))));
    } catch (IOException e) {
      return new NoCgroups(String.valueOf(e.getMessage()));
    }
  }

  private static Cgroups tested(Cgroups cgroups) throws IOException {
    Cgroups.Group probe = cgroups.create("probe", 8);
    try {
      probe.limitMemory(64L << 20);
      probe.limitProcessors(1);
      return cgroups;
    } finally {
      probe.remove();
    }
  }

  private static Path version1(List<String> own, String controller, String name)
      throws IOException {
    Path parent = ROOT.resolve(controller);
    for (String line : own) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && List.of(parts[1].split(",")).contains(controller)) {
        Path path = ROOT.resolve(controller + "/" + parts[2]).normalize();
        if (Files.isDirectory(path)) {
          parent = path;
        }
      }
    }
    return Files.createDirectories(parent.resolve(name));
  }

  /**
   * Processors are shared out where that controller can be had; without it the others still serve.
   * All functions together weigh as much as the host has processors, so that the server, which
   * hands out the work, gets its turn beside any number of them.
   */
  private static @Nullable Path cpu(List<String> own, String name) {
    try {
      Path folder = version1(own, "cpu", name);
      CgroupFiles.V1.weigh(folder, Runtime.getRuntime().availableProcessors());
      return folder;
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Path cpuset(List<String> own, String name) {
    try {
      Path folder = version1(own, "cpuset", name);
      CgroupFiles.V1.processors(folder);
      return folder;
    } catch (IOException e) {
      return null;
    }
  }

  /** Most hosts count where they share out; some have one hierarchy for each. */
  private static @Nullable Path counted(List<String> own, String name, @Nullable Path cpu) {
    if (cpu != null && Files.exists(cpu.resolve("cpuacct.usage"))) {
      return cpu;
    }
    try {
      return version1(own, "cpuacct", name);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Below the server's own group, which a service with {@code Delegate=yes} may do as it likes
   * with; else, as root, below the root of all groups: a root's shell shares its group with others.
   */
  private static Cgroups version2(List<String> own, String name) throws IOException {
    String path = own.stream().filter(l -> l.startsWith("0::")).findFirst().orElse("0::/");
    Path mine = ROOT.resolve("." + path.substring(3)).normalize();
    try {
      // Controllers go to groups whose parent holds no process, so the server moves into a leaf.
      Path server = Files.createDirectories(mine.resolve("sluice-server"));
      String pid = Long.toString(ProcessHandle.current().pid());
      Files.writeString(server.resolve("cgroup.procs"), pid);
      try {
        return version2Below(mine, name);
      } catch (IOException e) {
        Files.writeString(mine.resolve("cgroup.procs"), pid);
        Files.delete(server);
        throw e;
      }
    } catch (IOException e) {
      return version2Below(ROOT, name);
    }
  }

  private static Cgroups version2Below(Path parent, String name) throws IOException {
    give(parent, "+memory +pids");
    boolean cpu = gives(parent, "+cpu");
    boolean cpuset = gives(parent, "+cpuset");
    Path groups = Files.createDirectories(parent.resolve(name));
    give(groups, "+memory +pids");
    cpu = cpu && gives(groups, "+cpu");
    cpuset = cpuset && gives(groups, "+cpuset");
    if (cpu) {
      CgroupFiles.V2.weigh(groups, Runtime.getRuntime().availableProcessors());
    }
    return new FileCgroups(
        "cgroup-v2",
        CgroupFiles.V2,
        new FileCgroups.Folders(
            groups, groups, cpu ? groups : null, groups, cpuset ? groups : null));
  }

  private static void give(Path group, String controllers) throws IOException {
    Files.writeString(group.resolve("cgroup.subtree_control"), controllers);
  }

  private static boolean gives(Path group, String controllers) {
    try {
      give(group, controllers);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
