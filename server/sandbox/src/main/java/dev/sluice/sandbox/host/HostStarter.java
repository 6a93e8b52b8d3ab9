package dev.sluice.sandbox.host;

import dev.sluice.sandbox.SandboxLimits;
import dev.sluice.sandbox.jail.Cgroups;
import dev.sluice.sandbox.jail.Jail;
import dev.sluice.sandbox.runtime.LanguageRuntime;
import dev.sluice.sandbox.wire.OutputReader;
import dev.sluice.spi.sandbox.OutputSink;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts language hosts, up to their first word. Thread-safe. */
public final class HostStarter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HostStarter.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long START_MEMORY = 512L << 20;

  private final Path folder;
  private final Path hosts;
  private final Jail jail;
  private final boolean jailed;
  private final Cgroups cgroups;
  private final SandboxLimits limits;
  private final Clock clock;
  private final ThreadFactory threads;
  private final Launcher launcher;
  private final Watchdog watchdog;

  /** Null where control groups limit memory. */
  private final @Nullable MemoryWatch memory;

  private final AtomicInteger count = new AtomicInteger();

  /**
   * A starter.
   *
   * @param folder for the folders of instances; other users can enter it and not list it
   * @param hosts folder with the language hosts' sources
   */
  public HostStarter(
      Path folder,
      Path hosts,
      Jail jail,
      boolean jailed,
      Cgroups cgroups,
      SandboxLimits limits,
      Clock clock,
      ThreadFactory threads) {
    this.folder = folder;
    this.hosts = hosts;
    this.jail = jail;
    this.jailed = jailed;
    this.cgroups = cgroups;
    this.limits = limits;
    this.clock = clock;
    this.threads = threads;
    this.launcher = new Launcher(threads);
    this.watchdog = new Watchdog(threads);
    this.memory = cgroups.limitsMemory() ? null : new MemoryWatch(threads);
  }

  /**
   * Builds the walls, the limits and the filter as every host gets them, around a program that does
   * nothing: no look at versions and settings proves that this works.
   *
   * @throws IOException with the reason in the words of whoever failed
   */
  public void probe() throws IOException {
    HostFolder mine = HostFolder.create(folder, 0);
    Cgroups.Group group = cgroups.create(mine.id(), limits.processes());
    try {
      group.limitMemory(START_MEMORY);
      Process process =
          launcher.start(
              jail.command(
                  hosts, mine.io(), mine.code(), UserIds.of(0), group, List.of("/bin/true")));
      OutputReader output = read(process);
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        group.kill();
        throw new IOException("it did not end within " + PATIENCE.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        String words = words(output);
        throw new IOException(words.isEmpty() ? "status " + process.exitValue() : words);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      mine.remove(group);
    }
  }

  /**
   * Starts a host and waits until it has connected.
   *
   * @throws IOException with a sentence for the operator
   */
  HostProcess start(LanguageRuntime runtime) throws IOException {
    long began = System.nanoTime();
    int number = count.incrementAndGet();
    HostFolder mine = HostFolder.create(folder, number);
    Cgroups.Group group = cgroups.create(mine.id(), limits.processes());
    boolean started = false;
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(mine.socket()));
      Files.setPosixFilePermissions(mine.socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
      group.limitMemory(START_MEMORY);
      Process process = launcher.start(command(runtime, mine, number, group));
      started = true;
      OutputReader output = read(process);
      try {
        return connect(server, mine, process, output, group, began);
      } catch (IOException e) {
        process.destroyForcibly();
        group.kill();
        String words = words(output);
        whenGone(process, () -> mine.remove(group));
        throw new IOException(
            "The sandbox did not start" + (words.isEmpty() ? "" : ": " + words) + ".", e);
      }
    } finally {
      if (!started) {
        mine.remove(group);
      }
    }
  }

  private OutputReader read(Process process) {
    OutputReader output =
        new OutputReader(process.getInputStream(), clock, limits.logBytes(), limits.logLines());
    threads.newThread(output).start();
    return output;
  }

  private List<String> command(
      LanguageRuntime runtime, HostFolder mine, int number, Cgroups.Group group) {
    Jail.View view = jail.view(hosts, mine.io(), mine.code());
    return jail.command(
        hosts,
        mine.io(),
        mine.code(),
        UserIds.of(number),
        group,
        runtime.command(view.hosts() + "/" + runtime.hostFile(), view.io() + "/s", view.code()));
  }

  private HostProcess connect(
      ServerSocketChannel server,
      HostFolder mine,
      Process process,
      OutputReader output,
      Cgroups.Group group,
      long began)
      throws IOException {
    Watchdog.Watched patience = watchdog.add(() -> closeQuietly(server));
    whenGone(process, () -> closeQuietly(server));
    watchdog.arm(patience, PATIENCE.toNanos());
    SocketChannel channel;
    try {
      channel = server.accept();
    } finally {
      watchdog.remove(patience);
    }
    Files.delete(mine.socket());
    HostProcess host =
        new HostProcess(
            mine,
            process,
            channel,
            output,
            group,
            watchdog,
            memory,
            jailed,
            jail.codeIsReadOnly(),
            Duration.ofNanos(System.nanoTime() - began));
    try {
      host.greet(PATIENCE);
      return host;
    } catch (IOException e) {
      host.end("it did not greet");
      throw e;
    }
  }

  /** Runs something when a process has ended; what that throws goes to the log. */
  static void whenGone(Process process, Runnable then) {
    process
        .onExit()
        .thenRun(then)
        .exceptionally(
            failure -> {
              LOG.warn("The end of process {} was not handled well.", process.pid(), failure);
              return null;
            });
  }

  /** The first line that a failed start wrote, as the reason; empty when there is none. */
  private static String words(OutputReader output) {
    ConcurrentLinkedQueue<OutputSink.OutputLine> lines = new ConcurrentLinkedQueue<>();
    output.endAtClose(Duration.ofSeconds(1));
    output.begin(lines::add);
    OutputSink.OutputLine first = lines.poll();
    return first == null ? "" : first.text();
  }

  private static void closeQuietly(ServerSocketChannel server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    watchdog.close();
    if (memory != null) {
      memory.close();
    }
    launcher.close();
    cgroups.removeAll();
  }
}
