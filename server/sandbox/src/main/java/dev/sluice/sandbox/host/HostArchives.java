package dev.sluice.sandbox.host;

import dev.sluice.sandbox.runtime.Archive;
import dev.sluice.sandbox.runtime.LanguageRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archives that hosts start from. One is made in the background, the first time that a function
 * of its language starts, in a jail where no function's code is; it is kept for the servers that
 * come later, and shown to hosts only if it is whole: a virtual machine may die of one that is not.
 * Without walls there are none, since there the host lies in another place at each start of the
 * server, which they do not survive. Thread-safe.
 */
public final class HostArchives implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HostArchives.class);

  /** It is made when there is nothing else to do. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final Path folder;
  private final Path hosts;
  private final HostStarter starter;
  private final boolean jailed;
  private final ThreadFactory threads;
  private final Map<String, Thread> begun = new ConcurrentHashMap<>();

  /** Languages whose archive no host starts from any more. */
  private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

  /**
   * Archives.
   *
   * @param folder where they outlive this server; nobody else can write to it
   * @param hosts folder with the language hosts' sources, which jails see
   */
  public HostArchives(
      Path folder, Path hosts, HostStarter starter, boolean jailed, ThreadFactory threads) {
    this.folder = folder;
    this.hosts = hosts;
    this.starter = starter;
    this.jailed = jailed;
    this.threads = threads;
  }

  /** The one that hosts can start from now; null when there is none. */
  @Nullable Archive of(LanguageRuntime runtime) {
    Archive archive = possible(runtime);
    return archive != null && Files.exists(hosts.resolve(archive.file())) ? archive : null;
  }

  private @Nullable Archive possible(LanguageRuntime runtime) {
    return jailed && !givenUp.contains(runtime.name()) ? runtime.archive() : null;
  }

  /**
   * Begins to fetch or make one, if that has not begun.
   *
   * @param then run when there is one
   */
  void want(LanguageRuntime runtime, Runnable then) {
    Archive archive = possible(runtime);
    if (archive != null) {
      begun.computeIfAbsent(
          runtime.name(),
          name -> {
            Thread thread = threads.newThread(() -> provide(runtime, archive, then));
            thread.start();
            return thread;
          });
    }
  }

  /**
   * Does without one that a host did not start from, and removes it: the next server makes another.
   * Whether it can be removed or not, no host of this server starts from it again.
   */
  void giveUp(LanguageRuntime runtime, IOException why) {
    Archive archive = of(runtime);
    if (archive == null || !givenUp.add(runtime.name())) {
      return;
    }
    LOG.warn("A host of {} did not start from its archive, which is removed.", runtime.name(), why);
    try {
      Files.deleteIfExists(hosts.resolve(archive.file()));
      kept(runtime, archive).removeAll();
    } catch (IOException e) {
      LOG.warn("The archive of {} could not be removed.", runtime.name(), e);
    }
  }

  private void provide(LanguageRuntime runtime, Archive archive, Runnable then) {
    try {
      KeptArchive file = kept(runtime, archive);
      Path fetched = hosts.resolve(archive.file() + ".new");
      if (file.copyTo(fetched)) {
        show(fetched, archive);
      } else {
        make(runtime, archive, file);
      }
      then.run();
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        LOG.warn("Hosts of {} start without an archive: none can be made.", runtime.name(), e);
      }
    }
  }

  private KeptArchive kept(LanguageRuntime runtime, Archive archive) throws IOException {
    MessageDigest digest = KeptArchive.digest();
    digest.update(Files.readAllBytes(hosts.resolve(runtime.hostFile())));
    digest.update(archive.basis().getBytes(StandardCharsets.UTF_8));
    for (String word : archive.making("", "")) {
      digest.update(word.getBytes(StandardCharsets.UTF_8));
    }
    return new KeptArchive(folder, runtime.name(), KeptArchive.name(digest));
  }

  private void show(Path whole, Archive archive) throws IOException {
    Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("r--r--r--"));
    // At once: a host may be starting.
    Files.move(whole, hosts.resolve(archive.file()), StandardCopyOption.ATOMIC_MOVE);
  }

  private void make(LanguageRuntime runtime, Archive archive, KeptArchive file) throws IOException {
    long began = System.nanoTime();
    starter.run(
        view -> archive.making(view.hosts() + "/" + runtime.hostFile(), view.code()),
        PATIENCE,
        true,
        made -> {
          file.keep(made);
          show(made, archive);
        });
    LOG.debug(
        "Hosts of {} start from an archive now, which took {} ms to make.",
        runtime.name(),
        Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  /** Gives up what is being made. */
  @Override
  public void close() {
    begun.values().forEach(Thread::interrupt);
    try {
      for (Thread thread : begun.values()) {
        thread.join(CLOSE_PATIENCE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
