package dev.sluice.studio.core.workflow;

import dev.sluice.layout.LayoutFile;
import dev.sluice.studio.core.connection.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.core.runtime.jobs.Job;
import org.jspecify.annotations.Nullable;

/**
 * A workflow in a file of this machine, with places of states in a file beside it. Confined to the
 * UI thread; files are read and written by jobs.
 */
public final class FileSource implements WorkflowSource {
  private static final char BOM = '\ufeff';

  private final Path file;
  private final Executor ui;
  private volatile byte @Nullable [] base;
  private volatile boolean bom;

  /** The workflow in a file. */
  public FileSource(Path file, Executor ui) {
    this.file = file;
    this.ui = ui;
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
          byte[] bytes = Files.readAllBytes(file);
          String text =
              StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(java.nio.ByteBuffer.wrap(bytes))
                  .toString();
          base = bytes;
          bom = text.indexOf(BOM) == 0;
          Path beside = beside();
          LayoutFile layout =
              Files.exists(beside) ? LayoutFile.read(Files.readString(beside)) : LayoutFile.EMPTY;
          return new Loaded(bom ? text.substring(1) : text, layout, file.toString(), false);
        },
        done,
        failed);
  }

  @Override
  public void save(
      String text,
      LayoutFile layout,
      boolean force,
      Consumer<Saved> done,
      Consumer<Failure> failed) {
    start(
        "Saving " + name(),
        () -> {
          byte[] known = base;
          boolean changed =
              known != null
                  && Files.exists(file)
                  && !Arrays.equals(known, Files.readAllBytes(file));
          if (changed && !force) {
            return new Saved(
                "Something else has changed "
                    + name()
                    + ". Reload drops your changes, Overwrite drops theirs.",
                "",
                true);
          }
          byte[] bytes = ((bom ? BOM : "") + text).getBytes(StandardCharsets.UTF_8);
          Files.write(file, bytes);
          base = bytes;
          if (layout.isEmpty()) {
            Files.deleteIfExists(beside());
          } else {
            Files.writeString(beside(), layout.write());
          }
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
