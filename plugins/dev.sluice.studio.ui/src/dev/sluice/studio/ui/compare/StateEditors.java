package dev.sluice.studio.ui.compare;

import dev.sluice.studio.core.compare.State;
import dev.sluice.studio.ui.StudioIds;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;

/** Opens states of functions. */
public final class StateEditors {
  private StateEditors() {}

  /** Shows what a version has, to read. */
  public static void open(IWorkbenchPage page, String function, String qualifier) {
    open(page, new StatesInput(function, List.of(qualifier), null), StudioIds.VERSION_EDITOR);
  }

  /** Shows two states beside one another. */
  public static void compare(IWorkbenchPage page, String function, String left, String right) {
    open(page, new StatesInput(function, List.of(left, right), null), StudioIds.COMPARE_EDITOR);
  }

  /**
   * Shows what the server has beside what a project on this machine has.
   *
   * @param qualifier {@code latest} or a version's number
   */
  public static void compareWorkspace(
      IWorkbenchPage page, Path manifest, String function, String qualifier) {
    open(
        page,
        new StatesInput(function, List.of(qualifier, State.WORKSPACE), manifest),
        StudioIds.COMPARE_EDITOR);
  }

  private static void open(IWorkbenchPage page, StatesInput input, String editor) {
    try {
      page.openEditor(input, editor);
    } catch (PartInitException e) {
      ILog.of(StateEditors.class).error(input.getName() + " cannot be opened", e);
    }
  }
}
