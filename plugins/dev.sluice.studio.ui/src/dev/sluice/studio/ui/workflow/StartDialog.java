package dev.sluice.studio.ui.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.execution.ExecutionsPresenter;
import dev.sluice.studio.core.invoke.JsonText;
import dev.sluice.studio.ui.StudioIds;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchWindow;

/** Starts an execution with an input, and opens it. */
public final class StartDialog extends TitleAreaDialog {
  private final IWorkbenchWindow window;
  private final StudioSession session;
  private final String workflow;
  private Text input;
  private Text key;

  private StartDialog(IWorkbenchWindow window, StudioSession session, String workflow) {
    super(window.getShell());
    this.window = window;
    this.session = session;
    this.workflow = workflow;
    setHelpAvailable(false);
  }

  /** Asks for an input, and waits until it is started or not. */
  public static void open(IWorkbenchWindow window, StudioSession session, String workflow) {
    new StartDialog(window, session, workflow).open();
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    getShell().setText("Start Execution");
    setTitle("Start " + workflow);
    setMessage("The newest version that is deployed runs with this input.");
    Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 10).spacing(10, 8).applyTo(area);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
    Label inputLabel = new Label(area, SWT.NONE);
    inputLabel.setText("&Input:");
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(inputLabel);
    input = StudioIds.mark(new Text(area, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL), "start.input");
    input.setFont(JFaceResources.getTextFont());
    input.setText("{}");
    GridDataFactory.fillDefaults().grab(true, true).hint(420, 160).applyTo(input);
    input.addListener(SWT.Modify, e -> check());
    new Label(area, SWT.NONE).setText("&Key:");
    key = StudioIds.mark(new Text(area, SWT.BORDER), "start.key");
    key.setMessage("optional: a second start with it gives the same execution");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(key);
    return area;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, "Start", true);
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
  }

  private void check() {
    var problem = JsonText.check(input.getText());
    setErrorMessage(problem.isPresent() ? "The input is no JSON." : null);
    getButton(IDialogConstants.OK_ID).setEnabled(problem.isEmpty());
  }

  @Override
  protected void okPressed() {
    Object value;
    try {
      value = new ObjectMapper().readValue(input.getText(), Object.class);
    } catch (JsonProcessingException e) {
      check();
      return;
    }
    String typed = key.getText().strip();
    ExecutionStart start = new ExecutionStart(null, typed.isEmpty() ? null : typed, value);
    getButton(IDialogConstants.OK_ID).setEnabled(false);
    ExecutionsPresenter.start(session, workflow, start, this::started, this::failed);
  }

  private void started(ExecutionInfo info) {
    if (getShell() != null && !getShell().isDisposed()) {
      close();
    }
    ExecutionEditors.open(window, info.id());
  }

  private void failed(Failure failure) {
    if (getShell() != null && !getShell().isDisposed()) {
      setErrorMessage(failure.sentence());
      getButton(IDialogConstants.OK_ID).setEnabled(true);
    }
  }

  @Override
  protected boolean isResizable() {
    return true;
  }
}
