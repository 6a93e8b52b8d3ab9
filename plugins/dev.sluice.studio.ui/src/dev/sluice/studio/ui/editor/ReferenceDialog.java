package dev.sluice.studio.ui.editor;

import dev.sluice.studio.core.editor.Reference;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
import java.util.Objects;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/** Asks for a variable and where it has its value from. Confined to the UI thread. */
final class ReferenceDialog extends TitleAreaDialog {
  private static final int SECRET = 0;

  private final @Nullable Reference before;
  private final List<String> secrets;
  private final List<String> words;
  private Text variable;
  private Combo from;
  private Combo name;
  private @Nullable Reference reference;

  /**
   * Not yet open.
   *
   * @param before what is there; null for a new one
   * @param secrets names to choose from; another can be typed
   * @param words what the platform knows
   */
  ReferenceDialog(
      Shell shell, @Nullable Reference before, List<String> secrets, List<String> words) {
    super(shell);
    this.before = before;
    this.secrets = secrets;
    this.words = words;
  }

  /** What was chosen, once the dialog was closed with OK. */
  Reference reference() {
    return Objects.requireNonNull(reference);
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText(before == null ? "Add Variable" : "Change Variable");
  }

  @Override
  protected boolean isResizable() {
    return true;
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    setTitle("A variable whose value comes from elsewhere");
    setMessage("The value of a secret is looked up when the function starts, and never shown.");
    Composite form = new Composite(area, SWT.NONE);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(12, 12).spacing(10, 8).applyTo(form);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
    label(form, "Variable");
    variable = StudioIds.mark(new Text(form, SWT.BORDER), "reference.variable");
    variable.setMessage("PASSWORD");
    GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).applyTo(variable);
    label(form, "Value from");
    from = StudioIds.mark(new Combo(form, SWT.READ_ONLY), "reference.from");
    from.setItems("a secret of the namespace", "what the platform knows");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(from);
    label(form, "Which");
    name = StudioIds.mark(new Combo(form, SWT.DROP_DOWN), "reference.name");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(name);
    from.select(before == null || before.secret() ? SECRET : SECRET + 1);
    offer();
    if (before != null) {
      variable.setText(before.variable());
      name.setText(before.name());
    }
    variable.addListener(SWT.Modify, e -> check());
    name.addListener(SWT.Modify, e -> check());
    from.addListener(
        SWT.Selection,
        e -> {
          offer();
          check();
        });
    return area;
  }

  private static void label(Composite form, String text) {
    new Label(form, SWT.NONE).setText(text);
  }

  private void offer() {
    name.setItems((secret() ? secrets : words).toArray(String[]::new));
  }

  private boolean secret() {
    return from.getSelectionIndex() == SECRET;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, before == null ? "Add" : "Change", true);
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
    check();
  }

  private void check() {
    if (getButton(IDialogConstants.OK_ID) == null) {
      return;
    }
    String key = variable.getText().strip();
    String value = name.getText().strip();
    boolean right = key.matches("[A-Za-z_][A-Za-z0-9_]*");
    setErrorMessage(
        key.isEmpty() || right ? null : "A variable has letters, digits and _, no digit first.");
    reference = right && !value.isEmpty() ? new Reference(key, secret(), value) : null;
    getButton(IDialogConstants.OK_ID).setEnabled(reference != null);
  }
}
