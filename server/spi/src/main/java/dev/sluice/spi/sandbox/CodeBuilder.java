package dev.sluice.spi.sandbox;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns source into what runs, each time in a sandbox of its own. Thread-safe. */
public interface CodeBuilder {

  /** For providers that build nothing: all source is what runs. */
  CodeBuilder NONE =
      new CodeBuilder() {
        @Override
        public @Nullable Recipe recipe(String runtime, Path source, @Nullable String command) {
          return null;
        }

        @Override
        public BuildEnd build(BuildJob job, Consumer<String> log, Consumer<Path> taker) {
          return new BuildEnd(How.UNAVAILABLE, "This host builds nothing.");
        }

        @Override
        public void stop() {
          // Nothing runs.
        }
      };

  /**
   * What a tree needs; it only looks at a few names, so that code which needs nothing waits for
   * nothing.
   *
   * @param command what its owner wants to be run; null for what its files ask for
   * @return null when the tree runs as it is
   */
  @Nullable Recipe recipe(String runtime, Path source, @Nullable String command);

  /**
   * Builds, and blocks until that has ended. Nothing of it is left afterwards but the cache.
   *
   * @param log gets each line that is written, in order, from another thread
   * @param taker gets the folder with the result, which is gone when it returns; called only when
   *     the build has succeeded, after its last process has ended
   */
  BuildEnd build(BuildJob job, Consumer<String> log, Consumer<Path> taker);

  /** Ends what runs, and refuses what comes. */
  void stop();

  /** How a build ended. */
  enum How {
    BUILT,
    /** A fault of the source, or of what it needs. */
    FAILED,
    TIMED_OUT,
    /** By {@link #stop}. */
    STOPPED,
    /** A fault of the host. */
    UNAVAILABLE
  }

  /**
   * The end of a build.
   *
   * @param sentence what happened
   */
  record BuildEnd(How how, String sentence) {}
}
