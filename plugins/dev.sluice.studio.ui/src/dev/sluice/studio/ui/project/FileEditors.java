package dev.sluice.studio.ui.project;

import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.workflow.WorkflowEditors;
import java.nio.file.Path;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;

/** Opens files of this machine: workflows as drawings, all others as texts. */
public final class FileEditors {
  private static final String WORKFLOWS = ".*\\.(flow|sw|swf|ows)\\.(ya?ml|json)";

  private FileEditors() {}

  /** Opens a file, or brings up its editor. */
  public static void open(IWorkbenchWindow window, Path file) {
    if (file.toString().matches(WORKFLOWS)) {
      WorkflowEditors.open(window, file);
    } else {
      open(window, file, 0);
    }
  }

  /** Opens a file as a text, with the caret in a line, from 1; 0 leaves it where it is. */
  public static void open(IWorkbenchWindow window, Path file, int line) {
    try {
      if (window
              .getActivePage()
              .openEditor(new FileInput(file.toAbsolutePath()), StudioIds.FILE_EDITOR)
          instanceof FileEditor editor) {
        editor.goToLine(line);
      }
    } catch (PartInitException e) {
      ILog.of(FileEditors.class).error(file + " cannot be opened", e);
    }
  }
}
