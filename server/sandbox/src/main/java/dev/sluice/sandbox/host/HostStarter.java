package dev.sluice.sandbox.host;

import dev.sluice.sandbox.SandboxLimits;
import dev.sluice.sandbox.jail.Cgroups;
import dev.sluice.sandbox.jail.Jail;
import dev.sluice.sandbox.runtime.LanguageRuntime;
import dev.sluice.sandbox.wire.OutputReader;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
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
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final Cgroups cgroups;
  private final SandboxLimits limits;
  private final Clock clock;
  private final ThreadFactory threads;
  private final Launcher launcher;
  private final HostParts parts;

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
    this.cgroups = cgroups;
    this.limits = limits;
    this.clock = clock;
    this.threads = threads;
    this.launcher = new Launcher(threads);
    this.parts =
        new HostParts(
            new Watchdog(threads),
            new Watchdog(threads),
            new Signals(),
            cgroups.limitsMemory() ? null : new MemoryWatch(threads),
            new EndCounts(),
            limits,
            jailed,
            jail.codeIsReadOnly());
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
          launcher.start(jail.command(slot(mine, 0, group, Network.NONE), List.of("/bin/true")));
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
  HostProcess start(LanguageRuntime runtime, Network network) throws IOException {
    long began = System.nanoTime();
    int number = count.incrementAndGet();
    HostFolder mine = HostFolder.create(folder, number);
    Cgroups.Group group = cgroups.create(mine.id(), limits.processes());
    boolean started = false;
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(mine.socket()));
      Files.setPosixFilePermissions(mine.socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
      group.limitMemory(START_MEMORY);
      Process process = launcher.start(command(runtime, slot(mine, number, group, network)));
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

  private Jail.Slot slot(HostFolder mine, int number, Cgroups.Group group, Network network) {
    return new Jail.Slot(hosts, mine.io(), mine.code(), UserIds.of(number), group, network);
  }

  private List<String> command(LanguageRuntime runtime, Jail.Slot slot) {
    Jail.View view = jail.view(slot);
    return jail.command(
        slot,
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
    Watchdog.Watched patience = parts.deadlines().add(() -> closeQuietly(server));
    whenGone(process, () -> closeQuietly(server));
    parts.deadlines().arm(patience, PATIENCE.toNanos());
    SocketChannel channel;
    try {
      channel = server.accept();
    } finally {
      parts.deadlines().remove(patience);
    }
    Files.delete(mine.socket());
    HostProcess host =
        new HostProcess(
            mine,
            process,
            channel,
            output,
            group,
            parts,
            Duration.ofNanos(System.nanoTime() - began));
    try {
      host.greet(PATIENCE);
      return host;
    } catch (IOException e) {
      host.end(EndReason.START_FAILED);
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

  /** What all hosts and instances use together, in bytes. */
  long memoryBytes() {
    Long counted = cgroups.memoryOfAll();
    MemoryWatch watch = parts.memory();
    return counted != null ? counted : watch != null ? watch.total() : 0;
  }

  /** Instances that were ended, by reason. */
  Map<EndReason, Long> ends() {
    return parts.ends().toMap();
  }

  @Override
  public void close() {
    parts.close();
    launcher.close();
    cgroups.removeAll();
  }
}
