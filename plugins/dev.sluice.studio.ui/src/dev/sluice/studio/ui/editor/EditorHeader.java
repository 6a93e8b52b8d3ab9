package dev.sluice.studio.ui.editor;

import dev.sluice.api.FunctionInfo;
import dev.sluice.studio.core.editor.FunctionEditorPresenter;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** The line above the editor's pages: which function this is, how it stands, and what to do. */
final class EditorHeader {
  private final FunctionEditorPresenter presenter;
  private final Label icon;
  private final Label state;
  private final Button deploy;
  private final Button publish;
  private final Button invoke;

  EditorHeader(
      Composite parent,
      FunctionEditorPresenter presenter,
      Runnable onDeploy,
      Runnable onPublish,
      Runnable onInvoke) {
    this.presenter = presenter;
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(6).margins(8, 4).spacing(6, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    icon = new Label(row, SWT.NONE);
    icon.setImage(Icons.image("function"));
    Label name = new Label(row, SWT.NONE);
    name.setText(presenter.name());
    name.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    state = StudioIds.mark(new Label(row, SWT.NONE), "editor.state");
    state.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults()
        .align(SWT.FILL, SWT.CENTER)
        .grab(true, false)
        .hint(60, SWT.DEFAULT)
        .applyTo(state);
    deploy = button(row, "Deploy", "deploy", "Deploy the changes (Ctrl+S)", onDeploy);
    publish = button(row, "Publish…", "publish", "Make a version of what is deployed", onPublish);
    invoke = button(row, "Invoke", "invoke", "Go to the Invoke view with this function", onInvoke);
  }

  /** Brings the line up to date. */
  void update() {
    FunctionInfo info = presenter.info();
    boolean ready =
        info != null
            && !presenter.busy()
            && StudioServices.session().server().link().status().connected();
    Rights.manage(deploy, ready && presenter.dirty());
    Rights.manage(publish, ready);
    boolean enabled = info == null || !info.state().equals("disabled");
    Rights.invoke(invoke, ready && enabled);
    if (info != null) {
      icon.setImage(Icons.function(info.runtime(), enabled));
    }
    state.setText(sentence(info));
  }

  private String sentence(@org.jspecify.annotations.Nullable FunctionInfo info) {
    if (info == null) {
      return presenter.busy() ? "Loading…" : "Not loaded: there is no connection.";
    }
    StringBuilder text = new StringBuilder(info.runtime());
    if (info.state().equals("disabled")) {
      text.append("  ·  disabled");
    }
    text.append(
        info.publishedVersion() == null
            ? "  ·  not published"
            : "  ·  version " + info.publishedVersion() + " published");
    if (presenter.dirty()) {
      text.append("  ·  changes not deployed");
    }
    return text.toString();
  }

  private static Button button(
      Composite row, String label, String icon, String tip, Runnable action) {
    Button button = StudioIds.mark(new Button(row, SWT.PUSH), "editor." + icon);
    button.setText(label);
    button.setImage(Icons.image(icon));
    button.setToolTipText(tip);
    button.addListener(SWT.Selection, e -> action.run());
    return button;
  }
}
