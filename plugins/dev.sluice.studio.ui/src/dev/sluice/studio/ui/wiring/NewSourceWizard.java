package dev.sluice.studio.ui.wiring;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.wiring.SourceActions;
import dev.sluice.studio.core.wiring.SourceDraft;
import java.util.function.Consumer;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;

/** Makes a source of events: the form is what the server says of its kinds. */
public final class NewSourceWizard extends Wizard {
  private final StudioSession session;
  private final Consumer<String> made;
  private final NewSourcePage page;

  private NewSourceWizard(StudioSession session, String kind, Consumer<String> made) {
    this.session = session;
    this.made = made;
    this.page = new NewSourcePage(session, kind);
    setWindowTitle("New Source");
  }

  /**
   * Opens the wizard and waits until it is closed.
   *
   * @param kind which is selected at first; empty for the first one
   * @param made is told the name of the new source
   */
  public static void open(Shell shell, StudioSession session, String kind, Consumer<String> made) {
    WizardDialog dialog =
        new WizardDialog(shell, new NewSourceWizard(session, kind, made)) {
          @Override
          protected void createButtonsForButtonBar(Composite parent) {
            super.createButtonsForButtonBar(parent);
            getButton(IDialogConstants.FINISH_ID).setText("Create");
          }
        };
    dialog.setHelpAvailable(false);
    dialog.setPageSize(720, 460);
    dialog.open();
  }

  @Override
  public void addPages() {
    addPage(page);
  }

  /** The call is a job: the dialog stays until its answer has come, and closes when it is good. */
  @Override
  public boolean performFinish() {
    SourceDraft draft = page.draft();
    page.waiting(true);
    new SourceActions(session.server().calls())
        .create(
            draft.spec(),
            info -> {
              if (getContainer() instanceof WizardDialog dialog && dialog.getShell() != null) {
                dialog.close();
              }
              made.accept(info.name());
            },
            failure -> {
              if (getContainer() instanceof WizardDialog dialog && dialog.getShell() != null) {
                page.refused(failure.sentence());
              }
            });
    return false;
  }
}
