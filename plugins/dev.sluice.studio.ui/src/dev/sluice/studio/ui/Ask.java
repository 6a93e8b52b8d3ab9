package dev.sluice.studio.ui;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;

/** Asks before something is done that cannot be taken back. */
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
}
