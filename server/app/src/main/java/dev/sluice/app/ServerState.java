package dev.sluice.app;

import dev.sluice.api.ServerInfo;
import dev.sluice.api.ServerInfo.Room;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.spi.sandbox.SandboxStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at how the server is, each time that somebody asks. Thread-safe. */
final class ServerState implements Supplier<ServerInfo> {
  private final Instant startedAt;
  private final @Nullable Path database;
  private final Path data;
  private final SandboxProvider sandbox;
  private final long memoryLimit;

  /**
   * Of this server.
   *
   * @param data the directory that fills
   * @param database the folder of the embedded database; null where it is elsewhere
   * @param memoryLimit what all functions may hold together, in bytes
   */
  ServerState(
      Instant startedAt,
      Path data,
      @Nullable Path database,
      SandboxProvider sandbox,
      long memoryLimit) {
    this.startedAt = startedAt;
    this.data = data;
    this.database = database;
    this.sandbox = sandbox;
    this.memoryLimit = memoryLimit;
  }

  @Override
  public ServerInfo get() {
    SandboxStats stats = sandbox.stats();
    Runtime runtime = Runtime.getRuntime();
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    try {
      return new ServerInfo(
          startedAt,
          runtime.availableProcessors(),
          load < 0 ? null : (Double) load,
          ManagementFactory.getThreadMXBean().getThreadCount(),
          new Room(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory()),
          disk(),
          database == null
              ? new ServerInfo.Database("postgresql", null)
              : new ServerInfo.Database("h2", size(database)),
          new Room(stats.memoryBytes(), memoryLimit),
          stats.instances(),
          stats.waitingHosts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Room disk() throws IOException {
    FileStore store = Files.getFileStore(data);
    long total = store.getTotalSpace();
    return new Room(total - store.getUsableSpace(), total);
  }

  private static long size(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        // One that has gone meanwhile has no length.
        bytes += file.toFile().length();
      }
    }
    return bytes;
  }
}
