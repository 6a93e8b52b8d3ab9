package dev.sluice.studio.ui.editor;

import dev.sluice.studio.core.editor.FunctionEditorPresenter;
import dev.sluice.studio.core.editor.ManifestProblem;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.code.CodeText;
import dev.sluice.studio.ui.code.Language;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbenchPartSite;
import org.jspecify.annotations.Nullable;

/** The function as the text of a manifest, which says the same as the forms. */
final class ManifestPage {
  private final FunctionEditorPresenter presenter;
  private final Composite frame;
  private final CodeText text;
  private final Link problem;
  private boolean filled;
  private boolean front;
  private @Nullable ManifestProblem shown;

  ManifestPage(Composite parent, FunctionEditorPresenter presenter, IWorkbenchPartSite site) {
    this.presenter = presenter;
    frame = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(frame);
    Composite row = new Composite(frame, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(10, 5).spacing(0, 2).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    Label about = new Label(row, SWT.WRAP);
    about.setText(
        "What “sluice apply” reads. The forms and this text change one another; comments stay.");
    about.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().grab(true, false).hint(100, SWT.DEFAULT).applyTo(about);
    problem = StudioIds.mark(new Link(row, SWT.WRAP), "manifest.problem");
    GridDataFactory.fillDefaults().grab(true, false).hint(100, SWT.DEFAULT).applyTo(problem);
    Shown.set(problem, false);
    problem.addListener(SWT.Selection, e -> goToProblem());
    text = new CodeText(frame, site, "manifest.text");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(text.control());
    text.listen(presenter::typeManifest);
  }

  Control control() {
    return frame;
  }

  void setFocus() {
    text.setFocus();
  }

  /** Whether the page is the one in front: the text is brought up to date only there. */
  void activate(boolean now) {
    front = now;
    text.activate(now);
    update();
  }

  /** Brings text and problem up to date. */
  void update() {
    if (!front || frame.isDisposed() || presenter.draft() == null) {
      return;
    }
    if (filled) {
      text.change(presenter.manifest());
    } else {
      filled = true;
      text.show(presenter.manifest(), Language.YAML);
    }
    shown = presenter.manifestProblem();
    String sentence =
        shown == null
            ? ""
            : "<a>Line " + shown.line() + "</a>: " + shown.sentence().replace("&", "&&");
    if (!sentence.equals(problem.getText())) {
      problem.setText(sentence);
      problem.setForeground(Ink.BAD);
      Shown.set(problem, !sentence.isEmpty());
      frame.layout(true, true);
    }
  }

  private void goToProblem() {
    if (shown != null) {
      text.goToLine(shown.line());
    }
  }
}
