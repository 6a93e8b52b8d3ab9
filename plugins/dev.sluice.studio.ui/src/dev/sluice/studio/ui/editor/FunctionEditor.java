package dev.sluice.studio.ui.editor;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.editor.FunctionDraft;
import dev.sluice.studio.core.editor.FunctionEditorPresenter;
import dev.sluice.studio.core.editor.Notice;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.MessageBar;
import dev.sluice.studio.ui.MessageBar.Choice;
import dev.sluice.studio.ui.MessageBar.Tone;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.handlers.Commands;
import dev.sluice.studio.ui.handlers.PublishQuestion;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.part.MultiPageEditorPart;
import org.jspecify.annotations.Nullable;

/**
 * Edits one function on pages under a header with what can be done to it. Saving deploys; what is
 * done on the pages of versions and triggers is done at once.
 */
public final class FunctionEditor extends MultiPageEditorPart
    implements FunctionEditorPresenter.View {
  private static final int OVERVIEW = 0;
  private static final int CODE = 1;
  private static final int CONFIGURATION = 2;
  private static final int BINDINGS = 3;
  private static final int VERSIONS = 4;
  private static final int TRIGGERS = 5;
  private static final int MANIFEST = 6;

  private FunctionEditorPresenter presenter;
  private FormToolkit toolkit;
  private EditorHeader header;
  private MessageBar bar;
  private OverviewPage overview;
  private CodePage code;
  private ConfigurationPage configuration;
  private BindingsPage bindings;
  private VersionsPage versions;
  private TriggersPage triggers;
  private ManifestPage manifest;
  private UiThread ui;
  private @Nullable Notice notice;
  private boolean opened;

  @Override
  public void init(IEditorSite site, IEditorInput input) throws PartInitException {
    super.init(site, input);
    setPartName(input.getName());
    ui = UiThread.current();
    presenter =
        new FunctionEditorPresenter(((FunctionInput) input).name(), StudioServices.session(), this);
  }

  @Override
  protected Composite createPageContainer(Composite parent) {
    toolkit = new FormToolkit(parent.getDisplay());
    Composite frame = super.createPageContainer(parent);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(frame);
    header =
        new EditorHeader(
            frame,
            presenter,
            () -> getSite().getPage().saveEditor(this, false),
            this::publish,
            () -> Commands.run(getSite(), StudioIds.INVOKE));
    bar = new MessageBar(frame, 1, "editor.message");
    Composite pages = new Composite(frame, SWT.NONE);
    pages.setLayout(new FillLayout());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(pages);
    return pages;
  }

  @Override
  protected void createPages() {
    overview = new OverviewPage(getContainer(), toolkit, presenter);
    setPageText(addPage(overview.control()), "Overview");
    code = new CodePage(getContainer(), presenter, getSite());
    setPageText(addPage(code.control()), "Code");
    StudioSession session = StudioServices.session();
    configuration = new ConfigurationPage(getContainer(), toolkit, presenter, session);
    setPageText(addPage(configuration.control()), "Configuration");
    bindings = new BindingsPage(getContainer(), presenter, session);
    setPageText(addPage(bindings.control()), "Bindings");
    versions =
        new VersionsPage(getContainer(), presenter.name(), session, getSite(), this::publish);
    setPageText(addPage(versions.control()), "Versions && Aliases");
    triggers = new TriggersPage(getContainer(), presenter.name(), session, getSite());
    setPageText(addPage(triggers.control()), "Triggers");
    manifest = new ManifestPage(getContainer(), presenter, getSite());
    setPageText(addPage(manifest.control()), "Manifest");
    setActivePage(CODE);
    connectionChanged(StudioServices.session().server().link().status());
    stateChanged();
    if (StudioServices.session().server().link().status().connected()) {
      presenter.reload();
    }
  }

  @Override
  protected void pageChange(int newPageIndex) {
    super.pageChange(newPageIndex);
    code.activate(newPageIndex == CODE);
    manifest.activate(newPageIndex == MANIFEST);
    if (newPageIndex == CONFIGURATION) {
      configuration.open();
    }
    if (newPageIndex == BINDINGS) {
      bindings.open();
    }
    if (newPageIndex == VERSIONS) {
      versions.open();
    }
    triggers.open(newPageIndex == TRIGGERS);
  }

  @Override
  public void setFocus() {
    switch (getActivePage()) {
      case CODE -> code.setFocus();
      case CONFIGURATION -> configuration.setFocus();
      case BINDINGS -> bindings.setFocus();
      case VERSIONS -> versions.setFocus();
      case TRIGGERS -> triggers.setFocus();
      case MANIFEST -> manifest.setFocus();
      default -> overview.setFocus();
    }
  }

  @Override
  public void doSave(IProgressMonitor monitor) {
    // The platform wants to know on return whether the editor is still dirty, to close it or not;
    // the call itself is a job, so the UI goes on meanwhile.
    AtomicReference<@Nullable Boolean> deployed = new AtomicReference<>();
    presenter.deploy(deployed::set);
    ui.letGoOnUntil(() -> deployed.get() != null);
    if (!Boolean.TRUE.equals(deployed.get())) {
      monitor.setCanceled(true);
    }
  }

  @Override
  public void doSaveAs() {
    throw new UnsupportedOperationException("a function keeps its name");
  }

  @Override
  public boolean isSaveAsAllowed() {
    return false;
  }

  @Override
  public boolean isDirty() {
    return presenter.dirty();
  }

  @Override
  public void dispose() {
    if (presenter != null) {
      presenter.dispose();
    }
    if (manifest != null) {
      versions.dispose();
      triggers.dispose();
    }
    if (toolkit != null) {
      toolkit.dispose();
    }
    super.dispose();
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    return adapter == FunctionRef.class
        ? adapter.cast(FunctionRef.latest(presenter.name()))
        : super.getAdapter(adapter);
  }

  @Override
  public void draftReplaced() {
    FunctionDraft draft = presenter.draft();
    if (gone() || draft == null) {
      return;
    }
    overview.show(draft);
    configuration.show(draft);
    code.show(draft);
    if (!opened) {
      opened = true;
      setActivePage(draft.code() == null ? OVERVIEW : CODE);
    }
  }

  @Override
  public void stateChanged() {
    if (gone()) {
      return;
    }
    if (notice != null && notice.kind() == Notice.Kind.DONE && presenter.dirty()) {
      notice(null);
    }
    header.update();
    overview.update();
    configuration.update();
    bindings.update();
    manifest.update();
    if (presenter.draft() != null) {
      code.update(presenter.draft());
    }
    var info = presenter.info();
    if (info != null) {
      setTitleImage(Icons.function(info.runtime(), !info.state().equals("disabled")));
    }
    firePropertyChange(PROP_DIRTY);
  }

  @Override
  public void notice(@Nullable Notice now) {
    if (gone()) {
      return;
    }
    notice = now;
    if (now == null) {
      bar.hide();
      return;
    }
    switch (now.kind()) {
      case DONE -> {
        bar.show(Tone.GOOD, now.text());
        ui.later(5000, () -> fade(now));
      }
      case FAILED -> bar.show(Tone.BAD, now.text());
      case CONFLICT ->
          bar.show(
              Tone.WARN,
              now.text(),
              new Choice("Reload", presenter::reload),
              new Choice("Overwrite", presenter::overwrite));
      case GONE ->
          bar.show(
              Tone.WARN,
              now.text(),
              new Choice("Close", () -> getSite().getPage().closeEditor(this, false)));
    }
  }

  @Override
  public void connectionChanged(ConnectionStatus status) {
    if (!gone()) {
      header.update();
    }
  }

  private void fade(Notice old) {
    if (old.equals(notice)) {
      notice(null);
    }
  }

  private void publish() {
    if (presenter.dirty()) {
      notice(
          new Notice(Notice.Kind.FAILED, "Deploy your changes first: a version is made of those."));
      return;
    }
    PublishQuestion.ask(getSite().getShell(), presenter.name()).ifPresent(presenter::publish);
  }

  private boolean gone() {
    return manifest == null || code.control().isDisposed();
  }

  /** The id under which tests find the editor's widgets. */
  static String id(String name) {
    return StudioIds.FUNCTION_EDITOR + "." + name;
  }
}
