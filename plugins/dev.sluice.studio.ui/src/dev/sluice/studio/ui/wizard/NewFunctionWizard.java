package dev.sluice.studio.ui.wizard;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.ui.editor.FunctionEditors;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.IWorkbenchWindow;

/** Makes a function from a template on the server and opens its editor. */
public final class NewFunctionWizard extends Wizard {
  private final IWorkbenchWindow window;
  private final StudioSession session;
  private final NewFunctionPage page;

  private NewFunctionWizard(IWorkbenchWindow window, StudioSession session) {
    this.window = window;
    this.session = session;
    this.page = new NewFunctionPage(session);
    setWindowTitle("New Function");
  }

  /** Opens the wizard and waits until it is closed. */
  public static void open(IWorkbenchWindow window, StudioSession session) {
    WizardDialog dialog =
        new WizardDialog(window.getShell(), new NewFunctionWizard(window, session)) {
          @Override
          protected void createButtonsForButtonBar(org.eclipse.swt.widgets.Composite parent) {
            super.createButtonsForButtonBar(parent);
            getButton(org.eclipse.jface.dialogs.IDialogConstants.FINISH_ID).setText("Create");
          }
        };
    dialog.setHelpAvailable(false);
    dialog.setPageSize(620, 420);
    dialog.open();
  }

  @Override
  public void addPages() {
    addPage(page);
  }

  /** The call is a job: the dialog stays until its answer has come, and closes when it is good. */
  @Override
  public boolean performFinish() {
    page.waiting(true);
    session.actions().create(page.spec(), this::created, this::failed);
    return false;
  }

  private void created(FunctionInfo info) {
    session.catalog().put(info);
    if (getContainer() instanceof WizardDialog dialog && dialog.getShell() != null) {
      dialog.close();
    }
    if (window.getActivePage() != null) {
      FunctionEditors.open(window.getActivePage(), info.name());
    }
  }

  private void failed(Failure failure) {
    if (page.getControl().isDisposed()) {
      return;
    }
    page.waiting(false);
    page.setErrorMessage(
        failure.is(ErrorCode.FUNCTION_EXISTS)
            ? "There is a function with this name already."
            : failure.sentence());
  }
}
