package dev.sluice.studio.ui.invoke;

import dev.sluice.studio.ui.StudioIds;
import java.util.function.Function;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.jspecify.annotations.Nullable;

/** Asks for the name of a saved event. */
final class EventNameDialog extends InputDialog {
  private final String verb;

  private EventNameDialog(
      Shell shell,
      String title,
      String name,
      String verb,
      Function<String, @Nullable String> problem) {
    super(
        shell,
        title,
        "Saved events are kept on this machine, for this function.\n\nName:",
        name,
        typed -> typed.isBlank() || typed.strip().equals(name) ? "" : problem.apply(typed));
    this.verb = verb;
  }

  /**
   * Asks.
   *
   * @param name what it is called now; empty for an event without a name
   * @param verb what the button says
   * @param problem what is wrong with a name, or null
   * @return another name; null when the user did not want
   */
  static @Nullable String ask(
      Shell shell,
      String title,
      String name,
      String verb,
      Function<String, @Nullable String> problem) {
    EventNameDialog dialog = new EventNameDialog(shell, title, name, verb, problem);
    return dialog.open() == Window.OK ? dialog.getValue().strip() : null;
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Control area = super.createDialogArea(parent);
    StudioIds.mark(getText(), "saved.name");
    return area;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    super.createButtonsForButtonBar(parent);
    getButton(IDialogConstants.OK_ID).setText(verb);
  }
}
