package dev.sluice.studio.ui.connection;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionTrial;
import dev.sluice.studio.core.connection.ServerChoice;
import dev.sluice.studio.ui.StudioIds;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Asks which server to use, and tries it before the choice is kept. */
public final class ConnectDialog extends TitleAreaDialog {
  private static final String MESSAGE =
      "Use the server of this machine, or another by its address and a token.";

  private final StudioSession session;
  private Button local;
  private Button other;
  private Text url;
  private Text token;

  private ConnectDialog(Shell shell, StudioSession session) {
    super(shell);
    this.session = session;
    setHelpAvailable(false);
  }

  /** Opens the dialog and waits until it is closed. */
  public static void open(Shell shell, StudioSession session) {
    new ConnectDialog(shell, session).open();
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText("Connect");
  }

  @Override
  protected boolean isResizable() {
    return true;
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    Composite form = new Composite(area, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 12).spacing(8, 8).applyTo(form);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
    local = radio(form, "Find the server on this &machine", "connect.local");
    other = radio(form, "Use &this server:", "connect.other");
    url = field(form, "&Address:", SWT.NONE, "connect.url");
    url.setMessage("http://127.0.0.1:8640");
    token = field(form, "&Token:", SWT.PASSWORD, "connect.token");
    token.setMessage("kept encrypted");
    fill();
    setTitle("Connect to a Sluice server");
    setMessage(MESSAGE);
    return area;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, "Connect", true);
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
    check();
  }

  @Override
  protected void okPressed() {
    String address = local.getSelection() ? null : address();
    getButton(IDialogConstants.OK_ID).setEnabled(false);
    setErrorMessage(null);
    setMessage("Trying " + (address == null ? "this machine" : address) + "…");
    ConnectionTrial.start(
        session.server(), address, token.getText().strip(), this::accepted, this::refused);
  }

  private void accepted() {
    if (getShell() != null && !getShell().isDisposed()) {
      super.okPressed();
    }
  }

  private void refused(String why) {
    if (getShell() != null && !getShell().isDisposed()) {
      setMessage(MESSAGE);
      setErrorMessage(why);
      getButton(IDialogConstants.OK_ID).setEnabled(true);
    }
  }

  private Button radio(Composite parent, String label, String id) {
    Button button = StudioIds.mark(new Button(parent, SWT.RADIO), id);
    button.setText(label);
    GridDataFactory.swtDefaults().span(2, 1).applyTo(button);
    button.addListener(SWT.Selection, e -> check());
    return button;
  }

  private Text field(Composite parent, String label, int style, String id) {
    Label text = new Label(parent, SWT.NONE);
    text.setText(label);
    GridDataFactory.swtDefaults().indent(22, 0).applyTo(text);
    Text field = StudioIds.mark(new Text(parent, SWT.BORDER | style), id);
    GridDataFactory.fillDefaults().grab(true, false).hint(320, SWT.DEFAULT).applyTo(field);
    field.addListener(SWT.Modify, e -> check());
    return field;
  }

  private void fill() {
    ServerChoice choice = session.server().settings().choice();
    local.setSelection(choice.local());
    other.setSelection(!choice.local());
    if (choice.url() != null) {
      url.setText(choice.url());
      token.setText(session.server().settings().token(choice.url()));
    }
  }

  private void check() {
    Button ok = getButton(IDialogConstants.OK_ID);
    if (ok == null) {
      return;
    }
    url.setEnabled(other.getSelection());
    token.setEnabled(other.getSelection());
    String problem = local.getSelection() ? null : ConnectionTrial.problem(address());
    setErrorMessage(null);
    if (problem != null && !address().isEmpty()) {
      setMessage(problem, IMessageProvider.WARNING);
    } else {
      setMessage(MESSAGE);
    }
    ok.setEnabled(problem == null);
  }

  private String address() {
    return url.getText().strip();
  }
}
