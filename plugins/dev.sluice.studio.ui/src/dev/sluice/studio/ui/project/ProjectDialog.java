package dev.sluice.studio.ui.project;

import dev.sluice.studio.core.template.Template;
import dev.sluice.studio.ui.StudioIds;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/** Asks for the folder of a project, and of a new one for what it starts from. UI thread only. */
final class ProjectDialog extends TitleAreaDialog {
  private final List<Template> templates;
  private Text folder;
  private @Nullable Combo template;
  private @Nullable Path chosen;
  private @Nullable Template from;

  /**
   * A dialog that is not open yet.
   *
   * @param templates what a new project can start from; empty to open one that is there
   */
  ProjectDialog(Shell shell, List<Template> templates) {
    super(shell);
    this.templates = templates;
    setHelpAvailable(false);
  }

  private boolean isNew() {
    return !templates.isEmpty();
  }

  /** The folder that was chosen; null when the user thought better of it. */
  @Nullable Path folder() {
    return chosen;
  }

  /** What a new project starts from; null of one that is there. */
  @Nullable Template template() {
    return from;
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    getShell().setText(isNew() ? "New Project" : "Open Project Folder");
    setTitle(isNew() ? "New project" : "Open a project");
    setMessage(
        isNew()
            ? "A folder with a file sluice.yaml and a first function is made."
            : "A folder with a file sluice.yaml and the code of its functions.");
    Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(3).margins(12, 10).spacing(10, 8).applyTo(area);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
    new Label(area, SWT.NONE).setText("&Folder:");
    folder = StudioIds.mark(new Text(area, SWT.BORDER), "project.folder");
    folder.addListener(SWT.Modify, e -> check());
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .align(SWT.FILL, SWT.CENTER)
        .hint(340, SWT.DEFAULT)
        .applyTo(folder);
    Button browse = StudioIds.mark(new Button(area, SWT.PUSH), "project.browse");
    browse.setText("&Browse…");
    browse.addListener(SWT.Selection, e -> browse());
    if (isNew()) {
      new Label(area, SWT.NONE).setText("&Template:");
      Combo choice = StudioIds.mark(new Combo(area, SWT.READ_ONLY), "project.template");
      templates.forEach(each -> choice.add(each.title() + " (" + each.runtime() + ")"));
      choice.select(0);
      GridDataFactory.fillDefaults().span(2, 1).applyTo(choice);
      template = choice;
    }
    return area;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, isNew() ? "Create" : "Open", true);
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
    check();
  }

  private void browse() {
    DirectoryDialog dialog = new DirectoryDialog(getShell(), isNew() ? SWT.SAVE : SWT.OPEN);
    dialog.setText("The Project's Folder");
    dialog.setFilterPath(folder.getText());
    String path = dialog.open();
    if (path != null) {
      folder.setText(path);
    }
  }

  private @Nullable Path path() {
    try {
      String typed = folder.getText().strip();
      Path path = typed.isEmpty() ? null : Path.of(typed);
      return path != null && path.isAbsolute() && path.getFileName() != null ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private void check() {
    Button ok = getButton(IDialogConstants.OK_ID);
    if (ok != null) {
      boolean typed = !folder.getText().isBlank();
      setErrorMessage(
          typed && path() == null ? "Give the whole path of the folder, from the root." : null);
      ok.setEnabled(path() != null);
    }
  }

  @Override
  protected void okPressed() {
    chosen = path();
    from = template == null ? null : templates.get(template.getSelectionIndex());
    super.okPressed();
  }

  @Override
  protected boolean isResizable() {
    return true;
  }
}
