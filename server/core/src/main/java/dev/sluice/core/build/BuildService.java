package dev.sluice.core.build;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.Ticker;
import dev.sluice.core.build.BuildRecord.State;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.code.StoredCode;
import dev.sluice.core.live.LiveHub;
import dev.sluice.spi.sandbox.BuildJob;
import dev.sluice.spi.sandbox.CodeBuilder;
import dev.sluice.spi.sandbox.CodeBuilder.BuildEnd;
import dev.sluice.spi.sandbox.CodeBuilder.How;
import dev.sluice.spi.sandbox.Recipe;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds code where it asks for it. What a method returns is on disk. Thread-safe. */
public final class BuildService {
  private static final Logger LOG = LoggerFactory.getLogger(BuildService.class);
  private static final int TAIL_LINES = 20;
  private static final int TAIL_CHARS = 2_000;
  private static final String ENDED = "The server ended while it ran.";

  private final CodeBuilder builder;
  private final CodeStore code;
  private final BuildStore store;
  private final LiveHub live;
  private final BuildSettings settings;
  private final Clock clock;
  private final Ticker ticker;
  private final IdSource ids;
  private final Semaphore room;
  private final Map<String, RunningBuild> running = new ConcurrentHashMap<>();

  /** Works on these. */
  public BuildService(
      CodeBuilder builder,
      CodeStore code,
      BuildStore store,
      LiveHub live,
      BuildSettings settings,
      Clock clock,
      Ticker ticker,
      IdSource ids) {
    this.builder = builder;
    this.code = code;
    this.store = store;
    this.live = live;
    this.settings = settings;
    this.clock = clock;
    this.ticker = ticker;
    this.ids = ids;
    this.room = new Semaphore(settings.concurrent(), true);
  }

  /** Says of builds that a server left which was killed that they have failed. */
  public void recover() {
    int failed = store.failRunning(ENDED);
    if (failed > 0) {
      LOG.info("{} builds had not ended when the last server did.", failed);
    }
  }

  /**
   * Builds source, and blocks until that has ended; source that needs nothing is what runs.
   *
   * @param command what is run; null for what the source's own files ask for
   * @return the code that runs
   * @throws SluiceException {@code BUILD_FAILED}, {@code BUILD_TIMED_OUT} with the end of the log;
   *     {@code CAPACITY_EXCEEDED}, {@code SANDBOX_UNAVAILABLE} or {@code SHUTTING_DOWN}
   */
  public StoredCode build(
      String namespace,
      String function,
      String runtime,
      StoredCode source,
      @Nullable String command) {
    Path tree = code.tree(source.digest());
    Recipe recipe = builder.recipe(runtime, tree, command);
    if (recipe == null) {
      return source;
    }
    enter();
    try {
      return build(namespace, function, recipe, tree, source.kind());
    } finally {
      room.release();
    }
  }

  private void enter() {
    try {
      if (!room.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SluiceException(
            ErrorCode.CAPACITY_EXCEEDED,
            "The server is at work on as many builds as it may be.",
            "Try again, or raise build.max-concurrent.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SluiceException(ErrorCode.SHUTTING_DOWN, "The server is stopping.", null, e);
    }
  }

  private StoredCode build(
      String namespace, String function, Recipe recipe, Path tree, StoredCode.Kind kind) {
    RunningBuild build =
        new RunningBuild(
            new BuildRecord(
                ids.next(),
                namespace,
                function,
                recipe.name(),
                State.RUNNING,
                clock.instant(),
                null,
                null,
                null),
            store,
            live,
            ticker);
    running.put(build.build().id(), build);
    try {
      store.insert(build.build());
      live.publish(build.build());
      return run(build, recipe, tree, kind);
    } finally {
      running.remove(build.build().id());
    }
  }

  private StoredCode run(RunningBuild build, Recipe recipe, Path tree, StoredCode.Kind kind) {
    Taken taken = new Taken(code, kind);
    BuildEnd end;
    try {
      end =
          builder.build(
              new BuildJob(build.build().namespace(), tree, recipe, settings.terms()),
              build::line,
              taken::take);
    } catch (RuntimeException e) {
      ended(build, State.FAILED, "The server could not go on with it.", null);
      throw e;
    }
    StoredCode made = taken.made;
    if (end.how() == How.BUILT && made != null) {
      ended(build, State.SUCCEEDED, null, made.digest());
      return made;
    }
    SluiceException refusal = taken.refusal;
    String why =
        end.how() != How.BUILT
            ? end.sentence()
            : "Its result is refused: " + (refusal == null ? "" : refusal.detail());
    ended(build, State.FAILED, why, null);
    throw failure(build, end.how(), why);
  }

  /** Takes a build's result into the store. Confined to the thread of the build. */
  private static final class Taken {
    private final CodeStore code;
    private final StoredCode.Kind kind;
    private @Nullable StoredCode made;
    private @Nullable SluiceException refusal;

    Taken(CodeStore code, StoredCode.Kind kind) {
      this.code = code;
      this.kind = kind;
    }

    void take(Path folder) {
      try {
        made = code.putTree(kind, folder);
      } catch (SluiceException e) {
        if (e.code().status() >= 500) {
          throw e;
        }
        refusal = e;
      }
    }
  }

  private void ended(
      RunningBuild build, State state, @Nullable String error, @Nullable String digest) {
    BuildRecord ended = build.build().ended(state, build.age(), error, digest);
    BuildStore.StoredLog log = build.log().stored();
    store.end(ended, log.text(), log.firstLine());
    store.keepNewest(ended.namespace(), ended.function(), settings.kept());
    live.publish(ended);
  }

  private static SluiceException failure(RunningBuild build, How how, String why) {
    BuildRecord of = build.build();
    String tail = build.log().tail(TAIL_LINES, TAIL_CHARS);
    String detail =
        "The build of '"
            + of.function()
            + "' ("
            + of.recipe()
            + ") failed: "
            + why
            + (tail.isEmpty() ? "" : " The end of its log:\n" + tail);
    String hint =
        "Read the whole log with 'sluice function build-log "
            + of.function()
            + " "
            + of.id()
            + "'.";
    return switch (how) {
      case TIMED_OUT ->
          new SluiceException(
              ErrorCode.BUILD_TIMED_OUT,
              detail,
              "Make it quicker, bring along what it makes, or raise build.timeout.");
      case UNAVAILABLE -> new SluiceException(ErrorCode.SANDBOX_UNAVAILABLE, why, null);
      case STOPPED ->
          new SluiceException(
              ErrorCode.SHUTTING_DOWN, why, "Deploy again when the server is back.");
      case BUILT, FAILED -> new SluiceException(ErrorCode.BUILD_FAILED, detail, hint);
    };
  }

  /** Builds of a function, newest first. */
  public List<BuildRecord> list(
      String namespace, String function, @Nullable String before, int limit) {
    return store.list(namespace, function, before, limit);
  }

  /** One build. */
  public BuildRecord get(String namespace, String function, String id) {
    return store.find(namespace, function, id).orElseThrow(() -> missing(function, id));
  }

  /** The log of a build, as far as it is. */
  public BuildStore.StoredLog log(String namespace, String function, String id) {
    RunningBuild now = running.get(id);
    if (now != null
        && now.build().namespace().equals(namespace)
        && now.build().function().equals(function)) {
      return now.log().stored();
    }
    return store.log(namespace, function, id).orElseThrow(() -> missing(function, id));
  }

  private static SluiceException missing(String function, String id) {
    return new SluiceException(
        ErrorCode.BUILD_NOT_FOUND,
        "'" + Text.shorten(function, 80) + "' has no build '" + Text.shorten(id, 80) + "'.",
        "List its builds to see their ids; only the newest are kept.");
  }

  /** Removes the builds of a function that is gone. */
  public void forget(String namespace, String function) {
    store.removeAll(namespace, function);
  }

  /** Removes old builds of functions that do not exist; returns how many. */
  public int pruneOrphans(Duration age) {
    return store.pruneOrphans(clock.instant().minus(age));
  }

  /** Ends what runs, and refuses what comes. */
  public void stop() {
    builder.stop();
  }
}
