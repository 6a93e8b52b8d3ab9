package dev.sluice.studio.core.workflow;

import dev.sluice.layout.LayoutFile;
import dev.sluice.studio.core.connection.Failure;
import java.util.function.Consumer;

/** Where a workflow comes from and goes to. Methods return at once and answer on the UI thread. */
public interface WorkflowSource {
  /** Its name for tabs and messages. */
  String name();

  /** What saving does, as a verb: {@code Deploy} or {@code Save}. */
  String verb();

  /** Whether it needs the server. */
  boolean remote();

  /** Reads it. */
  void load(Consumer<Loaded> done, Consumer<Failure> failed);

  /**
   * Writes it.
   *
   * @param force also where somebody else has changed it since it was read
   */
  void save(
      String text,
      LayoutFile layout,
      boolean force,
      Consumer<Saved> done,
      Consumer<Failure> failed);

  /**
   * What was read.
   *
   * @param stands what is known of it, for the line above the editor
   * @param fresh whether it is nowhere yet, and is to be saved even without a change
   */
  record Loaded(String text, LayoutFile layout, String stands, boolean fresh) {}

  /**
   * What came of saving.
   *
   * @param sentence for the message bar
   * @param conflict whether somebody else had changed it, and nothing was written
   */
  record Saved(String sentence, String stands, boolean conflict) {}
}
