package dev.sluice.sandbox.host;

import dev.sluice.sandbox.SandboxLimits;
import dev.sluice.sandbox.jail.Cgroups;
import dev.sluice.sandbox.jail.Jail;
import dev.sluice.sandbox.runtime.Archive;
import dev.sluice.sandbox.runtime.LanguageRuntime;
import dev.sluice.sandbox.wire.OutputReader;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.spi.sandbox.OutputSink;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts language hosts, up to their first word. Thread-safe. */
public final class HostStarter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HostStarter.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long START_MEMORY = 512L << 20;

  /** In processors, as for {@link Cgroups.Group#weighProcessors}. */
  private static final double WEIGHT_AHEAD = 0.1;

  private final Path folder;
  private final Path hosts;
  private final Jail jail;
  private final ImageFolders images;
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
    this.images = new ImageFolders(folder, jail.hasUsersOfItsOwn());
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
            new Crowd(),
            limits,
            threads,
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
    run(view -> List.of("/bin/true"), PATIENCE, false, output -> {});
  }

  /** What is done with what a program wrote. */
  @FunctionalInterface
  interface OutputFile {
    void read(Path file) throws IOException;
  }

  /**
   * Runs a program behind walls as every host gets them, until it ends.
   *
   * @param command what runs, where it sees what hosts see
   * @param ahead whether nobody waits for it: then it leaves the processors to others
   * @param then gets the file with all that it wrote, which is gone afterwards
   * @throws IOException with the first line that it wrote, if it failed; also when interrupted
   */
  void run(
      Function<Jail.View, List<String>> command, Duration patience, boolean ahead, OutputFile then)
      throws IOException {
    int number = count.incrementAndGet();
    HostFolder mine = HostFolder.create(folder, number);
    Cgroups.Group group = cgroups.create(mine.id(), limits.processes());
    try {
      prepare(group, ahead);
      Jail.Slot slot = slot(mine, number, group, Network.NONE, null);
      Path output = mine.folder().resolve("output");
      Process process =
          launcher.start(
              jail.command(slot, command.apply(jail.view(slot))), Redirect.to(output.toFile()));
      try {
        await(process, patience, output);
        then.read(output);
      } finally {
        process.destroyForcibly();
        group.kill();
      }
    } finally {
      mine.remove(group);
    }
  }

  private static void await(Process process, Duration patience, Path output) throws IOException {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("it did not end within " + patience.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      String words = Files.readString(output, StandardCharsets.ISO_8859_1).strip();
      throw new IOException(
          words.isEmpty() ? "status " + process.exitValue() : words.lines().findFirst().get());
    }
  }

  /**
   * Starts a host and waits until it has connected.
   *
   * @param archive the one that it starts from, which lies beside its source; null for none
   * @param ahead as for {@link #run}
   * @throws IOException with a sentence for the operator
   */
  HostProcess start(
      LanguageRuntime runtime, @Nullable Archive archive, Network network, boolean ahead)
      throws IOException {
    return start(runtime, archive, network, ahead, null);
  }

  /**
   * Starts the host of an image and waits until it has connected. It serves this one only.
   *
   * @param root of the image
   * @throws IOException with a sentence for the operator
   */
  HostProcess startImage(LanguageRuntime runtime, Network network, Path root) throws IOException {
    return start(runtime, null, network, false, root);
  }

  private HostProcess start(
      LanguageRuntime runtime,
      @Nullable Archive archive,
      Network network,
      boolean ahead,
      @Nullable Path image)
      throws IOException {
    long began = System.nanoTime();
    int number = count.incrementAndGet();
    HostFolder mine = HostFolder.create(folder, number);
    Cgroups.Group group = cgroups.create(mine.id(), limits.processes());
    boolean started = false;
    Path shown = null;
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(mine.socket()));
      Files.setPosixFilePermissions(mine.socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
      prepare(group, ahead);
      shown = image == null ? null : images.show(image);
      Process process =
          launcher.start(command(runtime, archive, slot(mine, number, group, network, shown)));
      started = true;
      if (image != null) {
        whenGone(process, () -> images.release(image));
      }
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
        if (image != null && shown != null) {
          images.release(image);
        }
      }
    }
  }

  private void prepare(Cgroups.Group group, boolean ahead) throws IOException {
    group.limitMemory(START_MEMORY);
    if (ahead) {
      group.weighProcessors(WEIGHT_AHEAD);
      group.leaveRoom(parts.crowd().isNear());
    }
  }

  private OutputReader read(Process process) {
    OutputReader output =
        new OutputReader(
            process.getInputStream(),
            clock,
            limits.logBytes(),
            limits.logLines(),
            parts.crowd()::isNear);
    threads.newThread(output).start();
    return output;
  }

  private Jail.Slot slot(
      HostFolder mine, int number, Cgroups.Group group, Network network, @Nullable Path image) {
    return new Jail.Slot(
        hosts, mine.io(), mine.code(), UserIds.of(number), group, network, null, image);
  }

  private List<String> command(LanguageRuntime runtime, @Nullable Archive archive, Jail.Slot slot) {
    Jail.View view = jail.view(slot);
    String host = view.hosts() + "/" + runtime.hostFile();
    String socket = view.io() + "/s";
    return jail.command(
        slot,
        archive == null
            ? runtime.command(host, socket, view.code())
            : archive.command(host, socket, view.code()));
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
    output.awaitClose(Duration.ofSeconds(1));
    output.begin("", lines::add);
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

  /** A folder of its own for another one, with its number in all that this starter starts. */
  HostFolder newFolder() throws IOException {
    return HostFolder.create(folder, count.incrementAndGet());
  }

  Path folder() {
    return folder;
  }

  Path hosts() {
    return hosts;
  }

  Cgroups cgroups() {
    return cgroups;
  }

  Launcher launcher() {
    return launcher;
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
