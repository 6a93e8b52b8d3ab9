package dev.sluice.studio.ui.invoke;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.invoke.InvokePresenter;
import dev.sluice.studio.core.invoke.Outcome;
import dev.sluice.studio.core.invoke.Payload;
import dev.sluice.studio.ui.ConnectionBar;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.FunctionView;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.MessageBar;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.jspecify.annotations.Nullable;

/** Sends an event to a function and shows side by side what was sent, the answer and the log. */
public final class InvokeView extends FunctionView implements InvokePresenter.View {
  /** A combo box with more items than this is slow to fill and no help; any name can be typed. */
  private static final int NAMES = 300;

  private InvokePresenter presenter;
  private ConnectionBar connection;
  private MessageBar notice;
  private Combo function;
  private Combo qualifier;
  private Button invoke;
  private Label obstacle;
  private PayloadPane payload;
  private OutcomePane outcome;
  private boolean showing;

  @Override
  public void createPartControl(Composite parent) {
    StudioSession session = StudioServices.session();
    presenter = new InvokePresenter(session, this);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    connection = new ConnectionBar(parent, 1, session, "invoke.connection");
    notice = new MessageBar(parent, 1, "invoke.notice");
    createChoice(parent);
    SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
    sash.setSashWidth(5);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
    payload = new PayloadPane(sash, getSite(), presenter, this::invoke);
    outcome = new OutcomePane(sash);
    sash.setWeights(33, 67);
    choiceChanged();
    outcome(null);
    follow(this::choose);
  }

  @Override
  public void setFocus() {
    payload.setFocus();
  }

  @Override
  public void dispose() {
    if (presenter != null) {
      presenter.dispose();
    }
    super.dispose();
  }

  @Override
  protected @Nullable FunctionRef function() {
    String name = presenter == null ? null : presenter.function();
    return name == null ? null : new FunctionRef(name, presenter.qualifier());
  }

  /** Turns to a function. */
  public void choose(FunctionRef ref) {
    if (!ref.name().equals(presenter.function())
        || !ref.qualifier().equals(presenter.qualifier())) {
      presenter.choose(ref.name(), ref.qualifier());
    }
  }

  @Override
  public void choiceChanged() {
    if (invoke.isDisposed()) {
      return;
    }
    showing = true;
    try {
      String name = presenter.function() == null ? "" : presenter.function();
      String[] names = presenter.functions().stream().limit(NAMES).toArray(String[]::new);
      if (!Arrays.equals(names, function.getItems())) {
        function.setItems(names);
      }
      if (!name.equals(function.getText())) {
        function.setText(name);
      }
      String[] qualifiers = presenter.qualifiers().toArray(String[]::new);
      if (!Arrays.equals(qualifiers, qualifier.getItems())) {
        qualifier.setItems(qualifiers);
      }
      qualifier.setText(presenter.qualifier());
    } finally {
      showing = false;
    }
    runningChanged();
  }

  @Override
  public void runningChanged() {
    if (invoke.isDisposed()) {
      return;
    }
    // Enabled also while it runs: a disabled button would hand the focus to some other field.
    Rights.invoke(invoke, presenter.running() || presenter.canInvoke());
    invoke.setText(presenter.running() ? "Running…" : "Invoke");
    String why = presenter.obstacle();
    obstacle.setText(why == null ? "" : why);
    if (presenter.running()) {
      outcome.showRunning();
    }
  }

  @Override
  public void outcome(@Nullable Outcome now) {
    if (!invoke.isDisposed()) {
      outcome.show(now, presenter.function());
    }
  }

  @Override
  public void payload(Payload now, boolean typed) {
    if (!invoke.isDisposed()) {
      payload.show(now, typed);
    }
  }

  @Override
  public Optional<Payload> typed() {
    return invoke.isDisposed() ? Optional.empty() : payload.typed();
  }

  @Override
  public void savedChanged() {
    if (!invoke.isDisposed()) {
      payload.savedChanged();
    }
  }

  @Override
  public void savedTrouble(String sentence) {
    if (!invoke.isDisposed()) {
      notice.show(MessageBar.Tone.WARN, sentence, new MessageBar.Choice("Close", notice::hide));
    }
  }

  @Override
  public void connectionChanged(ConnectionStatus status) {
    if (!invoke.isDisposed()) {
      connection.show(status);
    }
  }

  private void createChoice(Composite parent) {
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(6).margins(8, 4).spacing(6, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    new Label(row, SWT.NONE).setText("Function");
    function = StudioIds.mark(new Combo(row, SWT.DROP_DOWN), "invoke.function");
    GridDataFactory.swtDefaults().hint(200, SWT.DEFAULT).applyTo(function);
    function.addListener(SWT.Selection, e -> functionChosen());
    function.addListener(SWT.DefaultSelection, e -> functionChosen());
    new Label(row, SWT.NONE).setText("Qualifier");
    qualifier = StudioIds.mark(new Combo(row, SWT.DROP_DOWN | SWT.READ_ONLY), "invoke.qualifier");
    qualifier.setToolTipText("latest, a published version or an alias");
    GridDataFactory.swtDefaults().hint(120, SWT.DEFAULT).applyTo(qualifier);
    qualifier.addListener(SWT.Selection, e -> functionChosen());
    invoke = StudioIds.mark(new Button(row, SWT.PUSH), "invoke.run");
    invoke.setText("Invoke");
    invoke.setImage(Icons.image("invoke"));
    invoke.setToolTipText("Invoke with this payload (Ctrl+Enter)");
    GridDataFactory.swtDefaults().hint(110, SWT.DEFAULT).applyTo(invoke);
    invoke.addListener(SWT.Selection, e -> invoke());
    obstacle = StudioIds.mark(new Label(row, SWT.NONE), "invoke.obstacle");
    obstacle.setForeground(Ink.WARN);
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .align(SWT.FILL, SWT.CENTER)
        .hint(60, SWT.DEFAULT)
        .applyTo(obstacle);
  }

  private void functionChosen() {
    String name = function.getText().strip();
    if (showing || name.isEmpty()) {
      return;
    }
    boolean other = !name.equals(presenter.function());
    presenter.choose(name, other ? "latest" : qualifier.getText());
  }

  private void invoke() {
    presenter.invoke(payload.payload());
  }
}
