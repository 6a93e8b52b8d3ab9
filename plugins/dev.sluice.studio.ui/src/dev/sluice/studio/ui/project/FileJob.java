package dev.sluice.studio.ui.project;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.eclipse.core.runtime.jobs.Job;
import org.jspecify.annotations.Nullable;

/** Work with files, which may take its time, outside the UI thread. Stateless. */
final class FileJob {
  private FileJob() {}

  /** What blocks. */
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Runs it.
   *
   * @param done told on the UI thread what it gave, or null and why it failed
   */
  static <T> void start(
      String title, Executor ui, Work<T> work, BiConsumer<@Nullable T, String> done) {
    Job job =
        Job.create(
            title,
            monitor -> {
              try {
                T answer = work.run();
                ui.execute(() -> done.accept(answer, ""));
              } catch (IOException e) {
                ui.execute(() -> done.accept(null, words(e)));
              }
            });
    job.setSystem(true);
    job.schedule();
  }

  private static String words(IOException e) {
    if (e instanceof NoSuchFileException file) {
      return "there is no " + file.getFile();
    }
    if (e instanceof AccessDeniedException) {
      return "it may not be read or written by you";
    }
    return String.valueOf(e.getMessage());
  }
}
