package dev.sluice.e2e.harness;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a server holds of its host for its instances. */
public final class Remains {
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  private final ServerProcess server;
  private final Path folder;
  private final List<Path> groups;

  /** Looks for the places of this server. */
  public Remains(ServerProcess server) throws IOException {
    this.server = server;
    this.folder = Path.of(Files.readString(server.data().resolve("sandbox/sandbox.path")).strip());
    this.groups = groups(String.valueOf(folder.getFileName()));
  }

  /** All groups of this name; those of other servers may go while we look. */
  private static List<Path> groups(String name) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        CGROUPS,
        Set.of(),
        8,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes is) {
            if (path.endsWith(name)) {
              found.add(path);
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path path, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /**
   * Counted at one moment.
   *
   * @param processes below the server
   * @param folders of instances and of hosts that wait
   * @param groups control groups of those; 0 where there are none to use
   */
  public record Counts(int processes, int folders, int groups) {

    /** Whether none of these is larger than in the other. */
    public boolean noMoreThan(Counts other) {
      return processes <= other.processes && folders <= other.folders && groups <= other.groups;
    }
  }

  /** The folder that holds those of instances. */
  public Path folder() {
    return folder;
  }

  /** What there is now. */
  public Counts now() throws IOException {
    int found = 0;
    for (Path group : groups) {
      found += folders(group);
    }
    return new Counts(HostProcesses.below(server.pid()).size(), folders(folder), found);
  }

  /**
   * What there is at rest: as many hosts wait as shall, and nothing comes or goes. Standing still
   * is not enough, since a host that takes long to start on a busy machine is missing meanwhile.
   *
   * @param hosts how many wait then
   */
  public Counts atRest(int hosts) throws Exception {
    while (true) {
      Await.until(hosts + " hosts wait", () -> waitingHosts() == hosts);
      Counts counts = SteadyValue.of(this::now);
      if (waitingHosts() == hosts) {
        return counts;
      }
    }
  }

  private double waitingHosts() throws Exception {
    return server.metric("sluice_waiting_hosts");
  }

  private static int folders(Path in) throws IOException {
    try (Stream<Path> all = Files.list(in)) {
      return (int) all.filter(Files::isDirectory).count();
    }
  }
}
