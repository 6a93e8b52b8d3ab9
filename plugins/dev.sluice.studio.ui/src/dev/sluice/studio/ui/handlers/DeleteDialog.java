package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Says what goes and what depends on it, and asks whether it may go. */
final class DeleteDialog extends MessageDialog {
  /** More are listed in a text that can be scrolled. */
  private static final int FEW = 4;

  private static final String WARNING = "This cannot be undone.";

  private final List<String> questions;

  private DeleteDialog(Shell shell, List<String> questions) {
    super(
        shell,
        "Delete",
        null,
        questions.size() > FEW
            ? "Delete these " + questions.size() + "? " + WARNING
            : String.join("\n\n", questions) + "\n\n" + WARNING,
        MessageDialog.QUESTION,
        1,
        "Delete",
        IDialogConstants.CANCEL_LABEL);
    this.questions = questions;
    if (questions.size() > FEW) {
      setShellStyle(getShellStyle() | SWT.RESIZE);
    }
  }

  /** Whether the user wants it; {@code Cancel} is what Enter presses. */
  static boolean ask(Shell shell, List<String> questions) {
    return new DeleteDialog(shell, questions).open() == 0;
  }

  @Override
  protected Control createCustomArea(Composite parent) {
    if (questions.size() <= FEW) {
      return super.createCustomArea(parent);
    }
    Text text = new Text(parent, SWT.BORDER | SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
    Spoken.as(StudioIds.mark(text, "delete.all"), "What goes, and what depends on it");
    text.setBackground(Ink.PAPER);
    text.setText(String.join("\n\n", questions));
    GridDataFactory.fillDefaults().grab(true, true).hint(420, 200).applyTo(text);
    return text;
  }
}
