package dev.sluice.sandbox.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
      return tested(
          new FileCgroups(
              "cgroup-v1",
              List.of(version1(own, "memory", name), version1(own, "pids", name)),
              FileCgroups.V1));
    } catch (IOException e) {
      return new Cgroups.None();
    }
  }

  private static Cgroups tested(Cgroups cgroups) throws IOException {
    Cgroups.Group probe = cgroups.create("probe", 8);
    try {
      probe.limitMemory(64L << 20);
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

  /** Controllers go to groups whose parent holds no process, so the server moves into a leaf. */
  private static Cgroups version2(List<String> own, String name) throws IOException {
    String path = own.stream().filter(l -> l.startsWith("0::")).findFirst().orElse("0::/");
    Path parent = ROOT.resolve("." + path.substring(3)).normalize();
    Path server = Files.createDirectories(parent.resolve("sluice-server"));
    Files.writeString(server.resolve("cgroup.procs"), Long.toString(ProcessHandle.current().pid()));
    Files.writeString(parent.resolve("cgroup.subtree_control"), "+memory +pids");
    Path groups = Files.createDirectories(parent.resolve(name));
    Files.writeString(groups.resolve("cgroup.subtree_control"), "+memory +pids");
    return new FileCgroups("cgroup-v2", List.of(groups), FileCgroups.V2);
  }
}
