package dev.sluice.studio.ui.editor;

import dev.sluice.api.FunctionInfo;
import dev.sluice.studio.core.editor.ForeignCode;
import dev.sluice.studio.core.editor.FunctionDraft;
import dev.sluice.studio.core.editor.FunctionEditorPresenter;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.code.CodeText;
import dev.sluice.studio.ui.code.Language;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.List;
import org.eclipse.ui.IWorkbenchPartSite;

/** The code of a function: its text, or where it comes from and the list of its files. */
final class CodePage {
  private final FunctionEditorPresenter presenter;
  private final Composite stack;
  private final CodeText text;
  private final Composite archive;
  private final Label note;
  private final List files;

  CodePage(Composite parent, FunctionEditorPresenter presenter, IWorkbenchPartSite site) {
    this.presenter = presenter;
    stack = new Composite(parent, SWT.NONE);
    stack.setLayout(new StackLayout());
    text = new CodeText(stack, site, "code.text");
    text.listen(now -> presenter.change(draft -> draft.withCode(now)));
    archive = new Composite(stack, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(12, 10).spacing(0, 10).applyTo(archive);
    note = new Label(archive, SWT.WRAP);
    note.setForeground(Ink.TEXT);
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(note);
    files = StudioIds.mark(new List(archive, SWT.BORDER | SWT.V_SCROLL), "code.files");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(files);
    top(text.control());
  }

  Control control() {
    return stack;
  }

  void setFocus() {
    if (text.control().isVisible()) {
      text.setFocus();
    } else {
      files.setFocus();
    }
  }

  /** Whether the page is the one in front: only then are the edit commands the code's. */
  void activate(boolean front) {
    text.activate(front);
  }

  void show(FunctionDraft draft) {
    String code = draft.code();
    if (code == null) {
      FunctionInfo info = presenter.info();
      note.setText(info == null ? "" : ForeignCode.note(presenter.name(), info.code()));
      files.setItems(presenter.files().toArray(String[]::new));
      boolean listed = files.getItemCount() > 0;
      files.setVisible(listed);
      ((GridData) files.getLayoutData()).exclude = !listed;
      top(archive);
      archive.layout(true);
    } else {
      text.show(code, Language.of(draft.runtime()));
      top(text.control());
    }
  }

  /** Takes over another runtime's language. */
  void update(FunctionDraft draft) {
    if (draft.code() != null) {
      text.language(Language.of(draft.runtime()));
    }
  }

  private void top(Control control) {
    ((StackLayout) stack.getLayout()).topControl = control;
    stack.layout();
  }
}
