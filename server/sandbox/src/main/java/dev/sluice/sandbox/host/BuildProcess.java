package dev.sluice.sandbox.host;

import dev.sluice.sandbox.jail.Cgroups;
import dev.sluice.spi.sandbox.BuildJob.Terms;
import dev.sluice.spi.sandbox.CodeBuilder.BuildEnd;
import dev.sluice.spi.sandbox.CodeBuilder.How;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one build, looked after until the last has ended. Confined to the thread of the
 * build, but for {@link #stop}.
 */
final class BuildProcess {
  private static final long LOOK_MILLIS = 50;

  /** Looking at what it uses takes at most one part in so many of the time. */
  private static final int SHARE = 10;

  private static final long SELDOM_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Process process;
  private final Cgroups.Group group;
  private final boolean jailed;
  private final Terms terms;
  private final List<Path> folders;
  private volatile boolean stopped;

  BuildProcess(
      Process process, Cgroups.Group group, boolean jailed, Terms terms, List<Path> folders) {
    this.process = process;
    this.group = group;
    this.jailed = jailed;
    this.terms = terms;
    this.folders = List.copyOf(folders);
  }

  /** Makes it end soon. */
  void stop() {
    stopped = true;
  }

  /** Waits until it has ended by itself or was ended; nothing of it runs on afterwards. */
  BuildEnd await() throws IOException {
    try {
      BuildEnd end = watch();
      return end == null ? exit() : end;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return stoppedByServer();
    } finally {
      kill();
    }
  }

  private @Nullable BuildEnd watch() throws InterruptedException, IOException {
    long began = System.nanoTime();
    long nextLook = began;
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      long now = System.nanoTime();
      if (stopped) {
        return stoppedByServer();
      }
      if (now - began > terms.timeout().toNanos()) {
        return new BuildEnd(
            How.TIMED_OUT, "It took longer than " + words(terms.timeout()) + " and was ended.");
      }
      if (now - nextLook >= 0) {
        BuildEnd excess = excess();
        if (excess != null) {
          return excess;
        }
        long took = System.nanoTime() - now;
        nextLook = now + Math.max(SELDOM_NANOS, took * SHARE);
      }
    }
    return stopped ? stoppedByServer() : excess();
  }

  private @Nullable BuildEnd excess() throws IOException {
    long memory = (long) terms.memoryMiB() << 20;
    if (group.usage() == null
        && process.isAlive()
        && new TreeMemory(process.pid(), jailed).bytes(memory) > memory) {
      return outOfMemory();
    }
    long disk = 0;
    for (Path folder : folders) {
      disk += BuildFolders.bytes(folder);
    }
    return disk > terms.diskBytes()
        ? new BuildEnd(
            How.FAILED, "It wrote more than " + (terms.diskBytes() >> 20) + " MiB and was ended.")
        : null;
  }

  private BuildEnd exit() {
    int status = process.exitValue();
    if (status == 0) {
      return new BuildEnd(How.BUILT, "It is built.");
    }
    return group.outOfMemory()
        ? outOfMemory()
        : new BuildEnd(How.FAILED, "It ended with status " + status + ".");
  }

  private BuildEnd outOfMemory() {
    return new BuildEnd(
        How.FAILED, "It used more than " + terms.memoryMiB() + " MiB of memory and was ended.");
  }

  private static BuildEnd stoppedByServer() {
    return new BuildEnd(How.STOPPED, "The server stopped while it ran.");
  }

  /** For people: a whole unit where it is one. */
  private static String words(Duration duration) {
    return duration.toSecondsPart() == 0 && duration.toMinutes() > 0 && duration.toNanosPart() == 0
        ? duration.toMinutes() + " min"
        : duration.toMillis() / 1000.0 + " s";
  }

  private void kill() throws IOException {
    List<ProcessHandle> children = jailed ? List.of() : process.descendants().toList();
    // By its handle: the process's own method closes the pipe, with the last lines unread in it.
    process.toHandle().destroyForcibly();
    group.kill();
    children.forEach(ProcessHandle::destroyForcibly);
    try {
      // What is in a jail ends with the process that keeps it.
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a build ended", e);
    }
  }
}
