package dev.sluice.app.cli.invoke;

import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.Console;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Words;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Invokes once for each item, several at a time, and prints the answers in the order of the items.
 * One thread reads, some invoke, the caller's prints; a bounded queue between them keeps memory
 * small whatever the file's size. Confined to the calling thread.
 */
final class EachRun {
  private static final int WINDOW_PER_THREAD = 4;
  private static final long PROGRESS_MS = 100;

  private final Console console;
  private final Shell shell;
  private final ItemCall call;
  private final int threads;
  private long done;
  private long failed;
  private long shown;

  /**
   * A run.
   *
   * @param threads how many items at a time
   */
  EachRun(Shell shell, ItemCall call, int threads) {
    this.shell = shell;
    this.console = shell.console();
    this.call = call;
    this.threads = threads;
  }

  /**
   * Invokes for all items.
   *
   * @return whether none failed
   * @throws CliException when the file is broken, or when no later item could do better; the
   *     answers before are printed
   */
  boolean run(ItemReader items) throws IOException {
    long started = shell.clock().millis();
    BlockingQueue<Future<ItemResult>> window =
        new ArrayBlockingQueue<>(threads * WINDOW_PER_THREAD);
    ExecutorService workers =
        new ThreadPoolExecutor(
            threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), shell.threads());
    Thread reader = shell.threads().newThread(() -> read(items, workers, window));
    try {
      reader.start();
      print(items, window, started);
    } finally {
      reader.interrupt();
      workers.shutdownNow();
      console.endProgress();
      console.flush();
      console.note(summary(shell.clock().millis() - started));
    }
    return failed == 0;
  }

  private void read(
      ItemReader items, ExecutorService workers, BlockingQueue<Future<ItemResult>> window) {
    try {
      FutureTask<ItemResult> end = new FutureTask<>(() -> ItemResult.END);
      try {
        for (byte[] item = items.next(); item != null; item = items.next()) {
          byte[] event = item;
          FutureTask<ItemResult> task = new FutureTask<>(() -> ItemResult.of(call, event));
          window.put(task);
          workers.execute(task);
        }
      } catch (IOException | CliException e) {
        end =
            new FutureTask<>(
                () -> {
                  throw e;
                });
      }
      end.run();
      window.put(end);
    } catch (RejectedExecutionException e) {
      // The printing thread has given up, and with it the workers: nobody waits for more.
      Thread.currentThread().interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(ItemReader items, BlockingQueue<Future<ItemResult>> window, long started)
      throws IOException {
    while (true) {
      Future<ItemResult> next = window.peek();
      if (next == null || !next.isDone()) {
        console.flush();
      }
      ItemResult result = take(window);
      if (result.equals(ItemResult.END)) {
        return;
      }
      done++;
      failed += result.succeeded() ? 0 : 1;
      console.println(result.line());
      progress(items, started);
    }
  }

  private static ItemResult take(BlockingQueue<Future<ItemResult>> window) throws IOException {
    try {
      return window.take().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException("interrupted");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException broken) {
        throw broken;
      }
      if (cause instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(cause);
    }
  }

  private void progress(ItemReader items, long started) {
    long now = shell.clock().millis();
    if (console.errTerminal() && now - shown >= PROGRESS_MS) {
      shown = now;
      double share = items.share();
      console.progress(
          Words.count(done, "invocation")
              + ", "
              + failed
              + " failed, "
              + rate(now - started)
              + (share < 0 ? "" : ", " + Math.round(share * 100) + " % of the file read"));
    }
  }

  private String summary(long millis) {
    return Words.count(done, "invocation")
        + ", "
        + failed
        + " failed, "
        + Words.millis((double) millis)
        + ", "
        + rate(millis);
  }

  private String rate(long millis) {
    return String.format(Locale.ROOT, "%.1f/s", done * 1000.0 / Math.max(1, millis));
  }
}
