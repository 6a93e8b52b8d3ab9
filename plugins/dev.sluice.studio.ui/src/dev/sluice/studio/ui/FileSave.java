package dev.sluice.studio.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.jspecify.annotations.Nullable;

/** Writes what a view shows into a file that the user chooses. UI thread only. */
public final class FileSave {
  private FileSave() {}

  /** What is written. */
  public interface Content {
    /**
     * The bytes.
     *
     * @param file the chosen path, whose ending may tell the form
     */
    byte[] of(String file);
  }

  /**
   * Asks for a file and writes it.
   *
   * @param name the file's name until the user says otherwise
   * @param endings like {@code *.csv}
   * @return a sentence about it; null when the user did not want
   */
  public static @Nullable String ask(
      Shell shell, String title, String name, String[] endings, Content content) {
    FileDialog dialog = new FileDialog(shell, SWT.SAVE);
    dialog.setText(title);
    dialog.setFilterExtensions(endings);
    dialog.setFileName(name);
    dialog.setOverwrite(true);
    String chosen = dialog.open();
    if (chosen == null) {
      return null;
    }
    try {
      Files.write(Path.of(chosen), content.of(chosen));
      return "Saved to " + chosen + ".";
    } catch (IOException e) {
      return "The file cannot be written: " + e.getMessage() + ".";
    }
  }
}
