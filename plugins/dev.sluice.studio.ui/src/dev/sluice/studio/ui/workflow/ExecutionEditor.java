package dev.sluice.studio.ui.workflow;

import dev.sluice.api.ExecutionExplanation;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.studio.core.execution.ExecutionPresenter;
import dev.sluice.studio.core.execution.StateVisit;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.MessageBar;
import dev.sluice.studio.ui.MessageBar.Tone;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.graph.GraphCanvas;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;

/**
 * One execution on the drawing of its workflow: the way that it took, what each state got and gave,
 * at any moment of its history, what it waits for, and repairs.
 */
public final class ExecutionEditor extends LookingEditor implements ExecutionPresenter.View {
  private static final int PAUSE_MILLIS = 700;

  private ExecutionPresenter presenter;
  private Label icon;
  private Label stands;
  private MessageBar bar;
  private GraphCanvas canvas;
  private Text details;
  private Scale slider;
  private Label moment;
  private ExecutionRepairs repairs;

  @Override
  public void init(IEditorSite site, IEditorInput input) {
    setSite(site);
    setInput(input);
    setPartName(input.getName());
    presenter =
        new ExecutionPresenter(StudioServices.session(), ((ExecutionInput) input).id(), this);
  }

  @Override
  public void createPartControl(Composite parent) {
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    Composite head = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(8, 4).spacing(6, 4).applyTo(head);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
    icon = new Label(head, SWT.NONE);
    icon.setImage(Icons.image("execution"));
    stands = StudioIds.mark(new Label(head, SWT.NONE), "execution.stands");
    stands.setText("Loading…");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(stands);
    Composite tools = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(8, 2).applyTo(tools);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(tools);
    repairs = new ExecutionRepairs(tools, presenter);
    bar = new MessageBar(parent, 1, "execution.message");
    SashForm main = new SashForm(parent, SWT.HORIZONTAL | SWT.SMOOTH);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(main);
    canvas =
        new GraphCanvas(
            main,
            ReadOnly.execution(presenter.model(), id -> details.setFocus()),
            "execution.canvas");
    details =
        StudioIds.mark(
            new Text(main, SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.WRAP),
            "execution.details");
    details.setFont(JFaceResources.getTextFont());
    details.setBackground(Ink.PAPER);
    main.setWeights(66, 34);
    createSlider(parent);
    repairs.update();
    presenter.refresh();
    UiThread.current()
        .repeat(
            PAUSE_MILLIS,
            stands,
            () -> {
              if (presenter.info() == null || presenter.repairable()) {
                presenter.refresh();
              }
            });
  }

  private void createSlider(Composite parent) {
    Composite foot = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(8, 2).spacing(10, 0).applyTo(foot);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(foot);
    slider = StudioIds.mark(new Scale(foot, SWT.HORIZONTAL), "execution.slider");
    slider.setToolTipText("Go back and forth in the history");
    GridDataFactory.fillDefaults().hint(360, SWT.DEFAULT).applyTo(slider);
    slider.addListener(SWT.Selection, e -> presenter.lookAt(slider.getSelection()));
    moment = StudioIds.mark(new Label(foot, SWT.NONE), "execution.moment");
    GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(moment);
  }

  @Override
  public void changed() {
    if (stands == null || stands.isDisposed()) {
      return;
    }
    ExecutionInfo info = presenter.info();
    if (info != null) {
      setPartName(info.workflow() + " (execution)");
      icon.setImage(Icons.image(ExecutionsView.icon(info.status())));
      String key = info.key() == null ? "" : "  ·  key " + info.key();
      stands.setText(
          info.workflow()
              + " version "
              + info.version()
              + "  ·  "
              + info.status()
              + key
              + "  ·  "
              + info.id());
    }
    canvas.show(presenter.replay().over(presenter.model().scene()), Set.of());
    int steps = presenter.steps();
    slider.setMaximum(Math.max(1, steps));
    slider.setPageIncrement(Math.max(1, steps / 10));
    slider.setSelection(presenter.step());
    moment.setText(
        "Step " + presenter.step() + " of " + steps + ":  " + presenter.replay().sentence());
    repairs.update();
    showDetails();
  }

  @Override
  public void selectionChanged() {
    if (canvas != null && !canvas.control().isDisposed()) {
      canvas.select(presenter.model().selected());
      showDetails();
    }
  }

  @Override
  public void failed(String sentence) {
    if (!stands.isDisposed()) {
      bar.show(Tone.BAD, sentence, new MessageBar.Choice("Close", bar::hide));
    }
  }

  private void showDetails() {
    StringBuilder text = new StringBuilder();
    Optional<String> selected = presenter.model().selectedState();
    if (selected.isPresent()) {
      state(text, selected.get());
    } else {
      whole(text);
    }
    if (!text.toString().equals(details.getText())) {
      details.setText(text.toString());
    }
  }

  private void state(StringBuilder text, String key) {
    text.append(key.substring(key.lastIndexOf('/') + 1)).append("\n\n");
    Optional<StateVisit> visit = presenter.replay().visit(key);
    if (visit.isEmpty()) {
      text.append("It was not reached up to this moment.\n");
      return;
    }
    StateVisit one = visit.get();
    if (one.times() > 1) {
      text.append("Began ").append(one.times()).append(" times; this is the last.\n\n");
    }
    if (!one.decision().isEmpty()) {
      text.append("Took the case ").append(one.decision()).append(".\n\n");
    }
    if (one.input() != null) {
      text.append("INPUT\n").append(one.input().toPrettyString()).append("\n\n");
    }
    if (one.output() != null) {
      text.append("OUTPUT\n").append(one.output().toPrettyString()).append("\n\n");
    }
    if (!one.notes().isEmpty()) {
      text.append("WHAT HAPPENED\n");
      one.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    }
  }

  private void whole(StringBuilder text) {
    ExecutionInfo info = presenter.info();
    if (info == null) {
      return;
    }
    text.append("Select a state to see its input and output.\n\n");
    if (info.output() != null) {
      text.append("OUTPUT\n").append(info.output()).append("\n\n");
    }
    if (info.error() != null) {
      text.append("ERROR\n");
      info.error().forEach((k, v) -> text.append(k).append(": ").append(v).append('\n'));
      text.append('\n');
    }
    ExecutionExplanation why = presenter.explanation();
    if (why != null) {
      text.append("WHAT IT WAITS FOR\n");
      why.calls()
          .forEach(
              c ->
                  text.append("- the call ")
                      .append(c.kind())
                      .append(' ')
                      .append(c.request())
                      .append('\n'));
      why.timers()
          .forEach(
              t ->
                  text.append("- ")
                      .append(t.purpose())
                      .append(" of ")
                      .append(t.task())
                      .append(" until ")
                      .append(t.due())
                      .append('\n'));
      why.listeners().forEach(each -> listener(text, each));
      if (why.calls().isEmpty() && why.timers().isEmpty() && why.listeners().isEmpty()) {
        text.append("- nothing\n");
      }
    }
  }

  @Override
  public void setFocus() {
    canvas.control().setFocus();
  }

  /** The canvas, for those that measure it. */
  public GraphCanvas canvas() {
    return canvas;
  }

  private static void listener(StringBuilder text, ExecutionExplanation.Listener one) {
    String types = one.types().isEmpty() ? "any" : String.join(", ", one.types());
    text.append("- an event for ").append(one.task()).append(": ").append(types).append('\n');
    for (ExecutionExplanation.Miss miss : one.misses()) {
      text.append("  came and was not taken: ").append(miss.why()).append('\n');
    }
  }
}
