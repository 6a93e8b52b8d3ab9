package dev.sluice.studio.core.workflow;

import dev.sluice.layout.LayoutFile;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.file.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.core.runtime.jobs.Job;

/**
 * A workflow in a file of this machine, with places of states in a file beside it. Confined to the
 * UI thread; files are read and written by jobs.
 */
public final class FileSource implements WorkflowSource {
  private final Path file;
  private final Executor ui;
  private final TextFile text;
  private final Consumer<Path> saved;

  /**
   * The workflow in a file.
   *
   * @param saved told on the UI thread of the file when it was written
   */
  public FileSource(Path file, Executor ui, Consumer<Path> saved) {
    this.file = file;
    this.ui = ui;
    this.text = new TextFile(file);
    this.saved = saved;
  }

  @Override
  public String name() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public String verb() {
    return "Save";
  }

  @Override
  public boolean remote() {
    return false;
  }

  @Override
  public void load(Consumer<Loaded> done, Consumer<Failure> failed) {
    start(
        "Opening " + name(),
        () -> {
          String read = text.read();
          Path beside = beside();
          LayoutFile layout =
              Files.exists(beside) ? LayoutFile.read(Files.readString(beside)) : LayoutFile.EMPTY;
          return new Loaded(read, layout, file.toString(), false);
        },
        done,
        failed);
  }

  @Override
  public void save(
      String now,
      LayoutFile layout,
      boolean force,
      Consumer<Saved> done,
      Consumer<Failure> failed) {
    start(
        "Saving " + name(),
        () -> {
          if (!text.write(now, force)) {
            return new Saved(
                "Something else has changed "
                    + name()
                    + ". Reload drops your changes, Overwrite drops theirs.",
                "",
                true);
          }
          if (layout.isEmpty()) {
            Files.deleteIfExists(beside());
          } else {
            Files.writeString(beside(), layout.write());
          }
          ui.execute(() -> saved.accept(file));
          return new Saved("Saved.", file.toString(), false);
        },
        done,
        failed);
  }

  private Path beside() {
    return file.resolveSibling(LayoutFile.nameFor(name()));
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> void start(String title, Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
    Job.create(
            title,
            monitor -> {
              try {
                T answer = work.run();
                ui.execute(() -> done.accept(answer));
              } catch (IOException e) {
                String sentence = name() + " cannot be read or written: " + e.getMessage() + ".";
                ui.execute(() -> failed.accept(new Failure(sentence, null)));
              }
            })
        .schedule();
  }
}
