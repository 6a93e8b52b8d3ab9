package dev.sluice.core.source;

import dev.sluice.api.ConnectionTest;
import dev.sluice.spi.source.PullSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sees whether the other side of a source answers. */
final class Probe {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Probe() {}

  /**
   * Connects, and lets go again; blocks for as long as that takes.
   *
   * @return whether a source would run, or why not
   */
  static ConnectionTest of(PullSource.Connection connection, Executor threads) {
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
      return new ConnectionTest(true, "It is connected, and what the source asks for is there.");
    } catch (ExecutionException e) {
      return not(PullRunner.reason(Objects.requireNonNullElse(e.getCause(), e)));
    } catch (TimeoutException e) {
      return not("There was no answer within " + PATIENCE.toSeconds() + " seconds.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return not("The test was interrupted.");
    } finally {
      connection.close();
    }
  }

  private static ConnectionTest not(String why) {
    return new ConnectionTest(false, why);
  }
}
