package dev.sluice.studio.ui;

import java.util.Optional;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IInputValidator;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.jspecify.annotations.Nullable;

/** Asks one thing in a dialog. UI thread only. */
public final class Ask {
  private Ask() {}

  /** Whether the user wants it; {@code Cancel} is what Enter presses. */
  public static boolean whether(Shell shell, String title, String question, String yes) {
    return new MessageDialog(
                shell,
                title,
                null,
                question,
                MessageDialog.QUESTION,
                1,
                yes,
                IDialogConstants.CANCEL_LABEL)
            .open()
        == 0;
  }

  /**
   * A text.
   *
   * @param now what is there at first
   * @param yes what the button says
   * @param id of the field, for those that look for it
   * @param problem what is wrong with a text, empty where nothing need be said; null for anything
   * @return as it was typed; empty when the user thought better of it
   */
  public static Optional<String> text(
      Shell shell,
      String title,
      String question,
      String now,
      String yes,
      String id,
      @Nullable IInputValidator problem) {
    InputDialog dialog =
        new InputDialog(shell, title, question, now, problem) {
          @Override
          protected Control createDialogArea(Composite parent) {
            Control area = super.createDialogArea(parent);
            StudioIds.mark(getText(), id);
            return area;
          }

          @Override
          protected void createButtonsForButtonBar(Composite parent) {
            super.createButtonsForButtonBar(parent);
            getButton(IDialogConstants.OK_ID).setText(yes);
          }
        };
    return dialog.open() == Window.OK ? Optional.of(dialog.getValue()) : Optional.empty();
  }
}
