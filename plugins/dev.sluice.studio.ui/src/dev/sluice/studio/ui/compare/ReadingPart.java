package dev.sluice.studio.ui.compare;

import dev.sluice.studio.core.compare.ComparePresenter;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.MessageBar;
import dev.sluice.studio.ui.MessageBar.Choice;
import dev.sluice.studio.ui.MessageBar.Tone;
import dev.sluice.studio.ui.StudioServices;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.MultiPageEditorPart;
import org.jspecify.annotations.Nullable;

/** An editor of states of a function that is never dirty. Confined to the UI thread. */
abstract class ReadingPart extends MultiPageEditorPart implements ComparePresenter.View {
  private ComparePresenter presenter;
  private MessageBar bar;
  private Composite frame;

  @Override
  public void init(IEditorSite site, IEditorInput input) throws PartInitException {
    super.init(site, input);
    setPartName(input.getName());
    StatesInput states = (StatesInput) input;
    presenter =
        new ComparePresenter(
            StudioServices.session(),
            states.function(),
            states.qualifiers(),
            states.manifest(),
            this);
  }

  @Override
  protected Composite createPageContainer(Composite parent) {
    frame = super.createPageContainer(parent);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(frame);
    bar = new MessageBar(frame, 1, "states.message");
    Composite pages = new Composite(frame, SWT.NONE);
    pages.setLayout(new FillLayout());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(pages);
    return pages;
  }

  /** The function. */
  final String function() {
    return ((StatesInput) getEditorInput()).function();
  }

  /** Asks for what is to be shown: call when the pages are there. */
  final void load() {
    bar.show(Tone.INFO, "Loading…");
    presenter.load();
  }

  /** Whether the editor was closed; otherwise takes away what was said. */
  final boolean gone() {
    if (frame.isDisposed()) {
      return true;
    }
    bar.hide();
    return false;
  }

  @Override
  public final void failed(String sentence) {
    if (!gone()) {
      bar.show(Tone.BAD, sentence, new Choice("Try Again", this::load));
    }
  }

  @Override
  public void doSave(IProgressMonitor monitor) {
    throw new UnsupportedOperationException("a version never changes");
  }

  @Override
  public void doSaveAs() {
    throw new UnsupportedOperationException("a version never changes");
  }

  @Override
  public boolean isSaveAsAllowed() {
    return false;
  }

  @Override
  public void dispose() {
    if (presenter != null) {
      presenter.dispose();
    }
    super.dispose();
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    return adapter == FunctionRef.class
        ? adapter.cast(FunctionRef.latest(function()))
        : super.getAdapter(adapter);
  }
}
