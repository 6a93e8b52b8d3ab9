package dev.sluice.sandbox.host;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts all processes on one thread that lives as long as the server: the kernel's parent-death
 * signal, by which a jail dies with the server, is bound to the thread that started it, so a thread
 * that ends would take its instances along. Thread-safe.
 */
final class Launcher implements AutoCloseable {
  private final BlockingQueue<Start> starts = new LinkedBlockingQueue<>();
  private final Thread thread;

  Launcher(ThreadFactory threads) {
    thread = threads.newThread(this::run);
    thread.start();
  }

  private record Start(
      List<String> command,
      Redirect output,
      CompletableFuture<Process> process,
      AtomicBoolean abandoned) {}

  /** Starts a command with an empty environment; its output and errors share one pipe. */
  Process start(List<String> command) throws IOException {
    return start(command, Redirect.PIPE);
  }

  /** The same with another place for output and errors. */
  Process start(List<String> command, Redirect output) throws IOException {
    Start start = new Start(command, output, new CompletableFuture<>(), new AtomicBoolean());
    starts.add(start);
    try {
      return start.process().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      start.abandoned().set(true);
      throw new IOException("interrupted while a process was starting", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Start start = starts.take();
        try {
          ProcessBuilder builder = new ProcessBuilder(start.command());
          builder.environment().clear();
          builder.environment().put("PATH", "/usr/bin:/bin");
          builder.directory(new File("/"));
          builder.redirectErrorStream(true);
          builder.redirectOutput(start.output());
          builder.redirectInput(new File("/dev/null"));
          Process process = builder.start();
          start.process().complete(process);
          if (start.abandoned().get()) {
            process.destroyForcibly();
          }
        } catch (IOException | RuntimeException e) {
          start.process().completeExceptionally(e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
