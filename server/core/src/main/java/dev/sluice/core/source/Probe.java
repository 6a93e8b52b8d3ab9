package dev.sluice.core.source;

import dev.sluice.spi.source.PullSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sees whether the other side of a source answers. */
final class Probe {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Probe() {}

  /**
   * Connects, and lets go again; blocks for as long as that takes.
   *
   * @return why a source would not run, for people; null when it would
   */
  static @Nullable String problem(PullSource.Connection connection, Executor threads) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            connection.probe();
            answer.complete(null);
          } catch (Throwable e) { // the root of this thread; whoever asked is told
            answer.completeExceptionally(e);
          }
        });
    try {
      Void unused = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return PullRunner.reason(Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      return "There was no answer within " + PATIENCE.toSeconds() + " seconds.";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "The test was interrupted.";
    } finally {
      connection.close();
    }
  }
}
