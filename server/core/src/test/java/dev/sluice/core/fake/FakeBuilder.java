package dev.sluice.core.fake;

import dev.sluice.spi.sandbox.BuildJob;
import dev.sluice.spi.sandbox.CodeBuilder;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.spi.sandbox.Recipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds what has a command: the command's words are the log, and its end is the build's. */
public final class FakeBuilder implements CodeBuilder {
  public static final BuildJob.Terms TERMS =
      new BuildJob.Terms(Network.NONE, 64, Duration.ofSeconds(1), 1 << 20, Map.of(), null);

  /** Scripts that were run. */
  public final List<String> scripts = new CopyOnWriteArrayList<>();

  /** What happens during a build. */
  public volatile Runnable meanwhile = () -> {};

  private volatile BuildEnd next = new BuildEnd(How.BUILT, "It is built.");

  /** How the next builds end. */
  public void ends(How how, String sentence) {
    next = new BuildEnd(how, sentence);
  }

  @Override
  public @Nullable Recipe recipe(String runtime, Path source, @Nullable String command) {
    return command == null ? null : new Recipe("command", command);
  }

  @Override
  public BuildEnd build(BuildJob job, Consumer<String> log, Consumer<Path> taker) {
    scripts.add(job.recipe().script());
    for (String word : job.recipe().script().split(" ", -1)) {
      log.accept(word);
    }
    meanwhile.run();
    if (next.how() == How.BUILT) {
      taker.accept(Path.of("built", String.valueOf(scripts.size())));
    }
    return next;
  }

  @Override
  public void stop() {
    ends(How.STOPPED, "The server is stopping.");
  }
}
