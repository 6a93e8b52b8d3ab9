package dev.sluice.sandbox.host;

import dev.sluice.sandbox.SandboxLimits;
import dev.sluice.sandbox.jail.Cgroups;
import dev.sluice.sandbox.jail.Jail;
import dev.sluice.sandbox.runtime.LanguageRuntime;
import dev.sluice.spi.sandbox.BuildJob;
import dev.sluice.spi.sandbox.CodeBuilder;
import dev.sluice.spi.sandbox.Recipe;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds behind walls as functions have them, but that the code is a copy to write to, and that
 * there is a cache. All folders lie where the next server removes them if this one is killed, and
 * all processes die with it. Thread-safe.
 */
public final class Builds implements CodeBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(Builds.class);

  /** Maven and npm have many threads, and open many files. */
  private static final int PROCESSES = 512;

  private static final int OPEN_FILES = 8_192;

  /** As light as half a processor beside functions that all want some. */
  private static final double WEIGHT = 0.5;

  /**
   * Runs the script and then ends all that it left running, until there is nothing more to end: who
   * takes the result must be alone with it. Only in a process namespace is all of that ours.
   */
  private static final String ALONE =
      "/bin/sh -c \"$1\"; s=$?; while kill -s KILL -1 2>/dev/null; do :; done; exit $s";

  /** Debian's Maven has its settings there. */
  private static final String MAVEN_SETTINGS = "/etc/maven";

  private static final String SYSTEM_MAVEN = "/usr/bin/mvn";

  private final HostStarter starter;
  private final Jail jail;
  private final boolean jailed;
  private final List<LanguageRuntime> runtimes;
  private final ThreadFactory threads;
  private final BuildCaches caches;
  private final Set<BuildProcess> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /**
   * Builds beside the hosts of a starter.
   *
   * @param jail with {@link #limits}
   * @param root whether the server may start processes as other users
   */
  public Builds(
      HostStarter starter,
      Jail jail,
      boolean jailed,
      boolean root,
      List<LanguageRuntime> runtimes,
      ThreadFactory threads) {
    this.starter = starter;
    this.jail = jail;
    this.jailed = jailed;
    this.runtimes = List.copyOf(runtimes);
    this.threads = threads;
    this.caches = new BuildCaches(cachesIn(starter.folder()), root);
  }

  /**
   * Makes the folder of caches in the server's own, so that what there is at rest does not change
   * with the first build.
   */
  public static void prepare(Path folder) throws IOException {
    BuildFolders.passage(cachesIn(folder));
  }

  private static Path cachesIn(Path folder) {
    return folder.resolve("caches");
  }

  /** What a build is held to, besides its terms. */
  public static SandboxLimits limits(SandboxLimits ofInstances) {
    return new SandboxLimits(
        PROCESSES,
        OPEN_FILES,
        ofInstances.fileBytes(),
        ofInstances.tmpBytes(),
        ofInstances.logBytes(),
        ofInstances.logLines());
  }

  @Override
  public @Nullable Recipe recipe(String runtime, Path source, @Nullable String command) {
    if (command != null) {
      return new Recipe("command", command);
    }
    return runtimes.stream()
        .filter(each -> each.name().equals(runtime))
        .findFirst()
        .map(each -> each.recipe(source))
        .orElse(null);
  }

  @Override
  public BuildEnd build(BuildJob job, Consumer<String> log, Consumer<Path> taker) {
    if (stopped) {
      return new BuildEnd(How.STOPPED, "The server is stopping.");
    }
    try {
      BuildCaches.Cache cache = caches.enter(job.namespace());
      try {
        return in(starter.newFolder(), cache, job, log, taker);
      } finally {
        caches.leave(cache, job.terms().diskBytes() / 2);
      }
    } catch (IOException e) {
      LOG.error("A build of namespace '{}' could not be run.", job.namespace(), e);
      return new BuildEnd(How.UNAVAILABLE, "The sandbox of the build could not be made.");
    }
  }

  private BuildEnd in(
      HostFolder mine,
      BuildCaches.Cache cache,
      BuildJob job,
      Consumer<String> log,
      Consumer<Path> taker)
      throws IOException {
    Cgroups.Group group = starter.cgroups().create(mine.id(), PROCESSES);
    try {
      group.limitMemory((long) job.terms().memoryMiB() << 20);
      group.weighProcessors(WEIGHT);
      BuildFolders.copy(job.source(), mine.code(), cache.owner());
      BuildEnd end = run(mine, cache, group, job, log);
      if (end.how() == How.BUILT) {
        taker.accept(mine.code());
      }
      return end;
    } finally {
      mine.remove(group);
    }
  }

  private BuildEnd run(
      HostFolder mine,
      BuildCaches.Cache cache,
      Cgroups.Group group,
      BuildJob job,
      Consumer<String> log)
      throws IOException {
    Jail.Build build = new Jail.Build(cache.folder(), shown(job.terms()));
    Jail.Slot slot =
        new Jail.Slot(
            starter.hosts(),
            mine.io(),
            mine.code(),
            cache.uid(),
            group,
            job.terms().network(),
            build,
            null);
    Process process =
        starter.launcher().start(jail.command(slot, command(slot, build, job)), Redirect.PIPE);
    BuildOutput output = new BuildOutput(process.getInputStream(), log);
    threads.newThread(output).start();
    BuildProcess watched =
        new BuildProcess(process, group, jailed, job.terms(), List.of(mine.code(), cache.folder()));
    running.add(watched);
    try {
      if (stopped) {
        watched.stop();
      }
      return watched.await();
    } finally {
      running.remove(watched);
      output.await();
    }
  }

  private static List<String> shown(BuildJob.Terms terms) {
    Path maven = terms.maven();
    return maven == null || maven.startsWith("/usr")
        ? List.of(MAVEN_SETTINGS)
        : List.of(MAVEN_SETTINGS, maven.toString());
  }

  private List<String> command(Jail.Slot slot, Jail.Build build, BuildJob job) {
    Jail.View view = jail.view(slot);
    String cache = jail.cache(build);
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("HOME", "/tmp");
    environment.put("TMPDIR", "/tmp");
    environment.put("LANG", "C.UTF-8");
    environment.put("PIP_CACHE_DIR", cache + "/pip");
    environment.put("npm_config_cache", cache + "/npm");
    environment.put("MAVEN_OPTS", "-Dmaven.repo.local=" + cache + "/maven");
    for (LanguageRuntime runtime : runtimes) {
      environment.putAll(runtime.buildEnvironment());
    }
    Path maven = job.terms().maven();
    environment.put("SLUICE_MAVEN", maven == null ? SYSTEM_MAVEN : maven + "/bin/mvn");
    environment.put("SLUICE_HOSTS", view.hosts());
    environment.putAll(job.terms().environment());
    environment.put("SLUICE_NETWORK", job.terms().network().name().toLowerCase(Locale.ROOT));
    List<String> all = new ArrayList<>(List.of("/usr/bin/env", "-i", "--chdir=" + view.code()));
    environment.forEach((name, value) -> all.add(name + "=" + value));
    all.addAll(List.of("/bin/sh", "-c", jailed ? ALONE : "exec /bin/sh -c \"$1\""));
    all.addAll(List.of("sluice-build", job.recipe().script()));
    return all;
  }

  @Override
  public void stop() {
    stopped = true;
    running.forEach(BuildProcess::stop);
  }
}
