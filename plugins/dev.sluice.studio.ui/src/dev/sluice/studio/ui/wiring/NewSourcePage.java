package dev.sluice.studio.ui.wiring;

import dev.sluice.api.SourceKindInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.editor.NameChoices;
import dev.sluice.studio.core.wiring.SourceActions;
import dev.sluice.studio.core.wiring.SourceDraft;
import dev.sluice.studio.core.wiring.SourceKinds;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.option.OptionFields;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/** Asks for name, kind and options of a source. */
final class NewSourcePage extends WizardPage {
  private static final String MESSAGE = "Name the source, choose its kind, and say where it is.";

  private final StudioSession session;
  private final String first;
  private final SourceKinds kinds;
  private final NameChoices names;
  private Text name;
  private TableViewer list;
  private Label about;
  private ScrolledComposite scroll;
  private ConnectionTestBar test;
  private @Nullable SourceDraft draft;
  private @Nullable OptionFields options;
  private boolean waiting;

  NewSourcePage(StudioSession session, String first) {
    super("source", "New Source", null);
    this.session = session;
    this.first = first;
    this.kinds = new SourceKinds(session.server(), this::fill);
    this.names = new NameChoices(session, this::offerSecrets);
    setMessage(MESSAGE);
  }

  @Override
  public void createControl(Composite parent) {
    Composite form = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 12).spacing(12, 8).applyTo(form);
    Label caption = new Label(form, SWT.NONE);
    caption.setText("&Name:");
    name = StudioIds.mark(new Text(form, SWT.BORDER), "source.name");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(name);
    name.addListener(SWT.Modify, e -> check());
    list = new TableViewer(form, SWT.BORDER | SWT.SINGLE | SWT.FULL_SELECTION);
    StudioIds.mark(list.getTable(), "source.kinds");
    GridDataFactory.fillDefaults().hint(150, 240).grab(false, true).applyTo(list.getTable());
    list.setContentProvider(ArrayContentProvider.getInstance());
    list.setLabelProvider(
        new LabelProvider() {
          @Override
          public String getText(Object kind) {
            return ((SourceKindInfo) kind).name();
          }

          @Override
          public Image getImage(Object kind) {
            return Icons.image("events");
          }
        });
    Composite right = new Composite(form, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 8).applyTo(right);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(right);
    about = StudioIds.mark(new Label(right, SWT.WRAP), "source.about");
    about.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().grab(true, false).hint(360, SWT.DEFAULT).applyTo(about);
    scroll = new ScrolledComposite(right, SWT.V_SCROLL);
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    GridDataFactory.fillDefaults().grab(true, true).hint(400, 300).applyTo(scroll);
    test = new ConnectionTestBar(right, new SourceActions(session.server().calls()));
    list.addSelectionChangedListener(e -> showKind());
    setControl(form);
    setPageComplete(false);
    name.setFocus();
    kinds.refresh();
    names.refresh();
  }

  private void offerSecrets() {
    if (options != null && !scroll.isDisposed()) {
      options.secrets(names.secrets());
    }
  }

  private void fill() {
    if (list.getTable().isDisposed()) {
      return;
    }
    list.setInput(kinds.all());
    kinds.all().stream()
        .filter(kind -> kind.name().equals(first))
        .findFirst()
        .or(() -> kinds.all().stream().findFirst())
        .ifPresent(kind -> list.setSelection(new StructuredSelection(kind), true));
  }

  private void showKind() {
    if (list.getStructuredSelection().getFirstElement() instanceof SourceKindInfo kind) {
      about.setText(kind.summary());
      about.getParent().layout(true);
      SourceDraft typed = new SourceDraft(kind);
      OptionFields made =
          new OptionFields(scroll, typed.options(), "source", option -> "", this::check);
      made.secrets(names.secrets());
      draft = typed;
      options = made;
      check();
    }
  }

  /** What to create; call it when the page is complete. */
  SourceDraft draft() {
    SourceDraft typed = draft;
    if (typed == null) {
      throw new IllegalStateException("no kind is selected, yet the page was complete");
    }
    typed.name(name.getText());
    return typed;
  }

  /** Shows that the server is being asked, or no longer. */
  void waiting(boolean now) {
    waiting = now;
    name.setEnabled(!now);
    list.getTable().setEnabled(!now);
    setPageComplete(!now);
    if (now) {
      setErrorMessage(null);
      setMessage("Creating " + name.getText().strip() + "…");
    } else {
      setMessage(MESSAGE);
    }
  }

  /** Says why the server did not want it. */
  void refused(String sentence) {
    waiting(false);
    setErrorMessage(sentence);
  }

  private void check() {
    SourceDraft typed = draft;
    if (waiting || typed == null) {
      return;
    }
    typed.name(name.getText());
    test.changed(typed);
    // What is still empty is no mistake yet: the user has not come to it.
    setErrorMessage(name.getText().isBlank() ? null : typed.nameProblem().orElse(null));
    setPageComplete(typed.complete());
  }
}
