package dev.sluice.studio.ui.traffic;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.traffic.Shares;
import dev.sluice.studio.core.traffic.Split;
import dev.sluice.studio.core.traffic.TrafficPresenter;
import dev.sluice.studio.ui.ConnectionBar;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.FunctionView;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import java.time.Clock;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.jspecify.annotations.Nullable;

/** How an alias or association shares out its traffic: drawn, shifted by hand, or by a rollout. */
public final class TrafficView extends FunctionView implements TrafficPresenter.View {
  private static final int TICK_MILLIS = 500;
  private static final int[] SHARES = {54, 46};

  private TrafficPresenter presenter;
  private ConnectionBar connection;
  private Label title;
  private Label icon;
  private Combo splits;
  private Label message;
  private Button apply;
  private Button discard;
  private Button undo;
  private FlowCanvas flows;
  private ShareSliders sliders;
  private RolloutPane rollout;

  @Override
  public void createPartControl(Composite parent) {
    StudioSession session = StudioServices.session();
    presenter = new TrafficPresenter(session.server(), Clock.systemUTC(), this);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    connection = new ConnectionBar(parent, 1, session, "traffic.connection");
    createBar(parent);
    SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
    Composite left = new Composite(sash, SWT.NONE);
    left.setBackground(Ink.PAPER);
    left.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(left);
    flows = new FlowCanvas(left);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(flows.control());
    sliders = new ShareSliders(left, presenter);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(sliders.control());
    rollout = new RolloutPane(sash, presenter);
    sash.setWeights(SHARES);
    trafficChanged();
    follow(ref -> presenter.choose(ref.name(), ref.qualifier()));
    UiThread.current().repeatSeen(TICK_MILLIS, title, presenter::tick);
  }

  private void createBar(Composite parent) {
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(7).margins(8, 4).spacing(8, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    title = StudioIds.mark(new Label(row, SWT.NONE), "traffic.title");
    title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    icon = new Label(row, SWT.NONE);
    splits = StudioIds.mark(new Combo(row, SWT.READ_ONLY), "traffic.split");
    splits.setToolTipText("The alias, or the association with weights of its own, that is shown");
    splits.addListener(SWT.Selection, event -> turn());
    GridDataFactory.swtDefaults().hint(200, SWT.DEFAULT).applyTo(splits);
    message = StudioIds.mark(new Label(row, SWT.NONE), "traffic.message");
    GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(message);
    apply = button(row, "apply", "Apply", presenter::apply);
    apply.setToolTipText("Share out the traffic as the sliders say");
    discard = button(row, "discard", "Discard", presenter::discard);
    undo = button(row, "undo", "Undo", presenter::undo);
    undo.setToolTipText("Back to the shares before");
  }

  private void turn() {
    int index = splits.getSelectionIndex();
    List<Split> known = presenter.splits();
    if (index >= 0 && index < known.size()) {
      presenter.turnTo(known.get(index).key());
    }
  }

  /** What is drawn, in words; for tests. */
  public String drawn() {
    return flows.words();
  }

  private static Button button(Composite row, String id, String text, Runnable action) {
    Button button = StudioIds.mark(new Button(row, SWT.PUSH), "traffic." + id);
    button.setText(text);
    button.addListener(SWT.Selection, event -> action.run());
    return button;
  }

  @Override
  public void trafficChanged() {
    if (rollout == null || title.isDisposed()) {
      return;
    }
    String name = presenter.function();
    title.setText(name == null ? "No function selected" : name);
    showSplits();
    Shares shares = presenter.planned();
    flows.show(presenter.split(), presenter.sources(), presenter.flows());
    boolean other = sliders.show(shares, shares != null && !presenter.rollingOut());
    message.setText(words());
    message.setForeground(presenter.bad() ? Ink.BAD : Ink.FAINT);
    Rights.manage(apply, presenter.changed());
    discard.setEnabled(presenter.changed());
    Rights.manage(undo, presenter.canUndo());
    rollout.refresh();
    if (other) {
      sliders.control().getParent().layout(true, true);
    }
    title.getParent().layout(true);
  }

  private void showSplits() {
    List<Split> known = presenter.splits();
    List<String> labels = known.stream().map(Split::label).toList();
    if (!List.of(splits.getItems()).equals(labels)) {
      splits.setItems(labels.toArray(String[]::new));
    }
    Split chosen = presenter.split();
    int index = chosen == null ? -1 : labels.indexOf(chosen.label());
    if (index >= 0 && splits.getSelectionIndex() != index) {
      splits.select(index);
    }
    splits.setEnabled(!labels.isEmpty());
    Image image =
        chosen == null
            ? null
            : Icons.image(presenter.alias() == null ? "association" : "alias-split");
    if (icon.getImage() != image) {
      icon.setImage(image);
    }
  }

  private String words() {
    if (presenter.function() == null) {
      return "Select a function to see how its traffic is shared out.";
    }
    if (!presenter.message().isEmpty()) {
      return presenter.message();
    }
    Split split = presenter.split();
    if (split == null) {
      return "This function has no alias. Publish versions and point an alias to one.";
    }
    Shares shares = presenter.planned();
    if (presenter.changed() && shares != null) {
      return "Would be " + shares.words() + ".";
    }
    return presenter.rollingOut() ? "A rollout shifts this alias." : split.stopped();
  }

  @Override
  public void connectionChanged(ConnectionStatus status) {
    if (title != null && !title.isDisposed()) {
      connection.show(status);
    }
  }

  @Override
  public void setFocus() {
    splits.setFocus();
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
    return name == null ? null : FunctionRef.latest(name);
  }
}
