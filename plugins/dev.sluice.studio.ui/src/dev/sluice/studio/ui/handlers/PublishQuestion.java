package dev.sluice.studio.ui.handlers;

import java.util.Optional;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;

/** Asks what is new in a version. */
public final class PublishQuestion {

  private PublishQuestion() {}

  /** What is new, possibly nothing; empty when the user thought better of it. */
  public static Optional<String> ask(Shell shell, String function) {
    InputDialog dialog =
        new InputDialog(
            shell,
            "Publish " + function,
            "A version is made of what is deployed now; it never changes.\n\n"
                + "What is new in it? (optional)",
            "",
            null) {
          @Override
          protected void createButtonsForButtonBar(org.eclipse.swt.widgets.Composite parent) {
            super.createButtonsForButtonBar(parent);
            getButton(OK).setText("Publish");
          }
        };
    return dialog.open() == Window.OK ? Optional.of(dialog.getValue()) : Optional.empty();
  }
}
