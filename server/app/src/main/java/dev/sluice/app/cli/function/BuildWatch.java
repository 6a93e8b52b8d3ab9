package dev.sluice.app.cli.function;

import dev.sluice.api.BuildInfo;
import dev.sluice.api.BuildLogLine;
import dev.sluice.api.LiveEvent;
import dev.sluice.app.cli.shell.Console;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.LiveStream;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Prints the logs of a function's builds on standard error while code is handed in. A server that
 * cannot stream leaves it silent: the deployment goes on. Thread-safe.
 */
final class BuildWatch implements AutoCloseable {
  private static final long OPEN_SECONDS = 5;
  private static final long END_SECONDS = 2;

  private final Console console;
  private final LiveStream stream = new LiveStream();
  private final CountDownLatch opened = new CountDownLatch(1);
  private @Nullable String running;

  private BuildWatch(Console console) {
    this.console = console;
  }

  /** Watches from now on: a build that starts later is seen from its first line. */
  static BuildWatch start(Shell shell, SluiceClient client, String function) throws IOException {
    BuildWatch watch = new BuildWatch(shell.console());
    shell.threads().newThread(() -> watch.read(client, function)).start();
    watch.awaitOpen();
    return watch;
  }

  private void awaitOpen() throws IOException {
    try {
      if (!opened.await(OPEN_SECONDS, TimeUnit.SECONDS)) {
        stream.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void read(SluiceClient client, String function) {
    try {
      client.stream(Set.of("builds"), function, stream, opened::countDown, this::take);
    } catch (IOException | SluiceApiException e) {
      // The call that hands in the code says better what is wrong with the server.
      ended(null);
    } finally {
      opened.countDown();
    }
  }

  private void take(LiveEvent event) {
    BuildLogLine line = event.buildLine();
    if (line != null) {
      console.note("  " + line.text());
      return;
    }
    BuildInfo build = event.build();
    if (build == null) {
      return;
    }
    if (build.state().equals("running")) {
      started(build.id());
      console.note("building (" + build.recipe() + "), build " + build.id());
    } else {
      console.note(
          build.state().equals("succeeded") ? "built" : "the build failed: " + build.error());
      ended(build.id());
    }
  }

  private synchronized void started(String id) {
    running = id;
  }

  private synchronized void ended(@Nullable String id) {
    if (id == null || id.equals(running)) {
      running = null;
      notifyAll();
    }
  }

  /** Prints what is still on its way of a build that has been seen. */
  @Override
  public void close() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
    synchronized (this) {
      try {
        for (long left = END_SECONDS * 1_000; running != null && left > 0; ) {
          wait(left);
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    stream.close();
  }
}
