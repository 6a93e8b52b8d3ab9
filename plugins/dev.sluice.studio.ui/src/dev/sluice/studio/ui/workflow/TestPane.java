package dev.sluice.studio.ui.workflow;

import dev.sluice.api.WorkflowTestResult;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.core.workflow.Outsider;
import dev.sluice.studio.core.workflow.RecordedEvent;
import dev.sluice.studio.core.workflow.WorkflowModel;
import dev.sluice.studio.core.workflow.WorkflowTestPresenter;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Paper;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/**
 * Below the drawing: what a test begins with, what calls give and which events come, and what came
 * of it. Confined to the UI thread.
 */
final class TestPane {
  private final WorkflowTestPresenter presenter;
  private final WorkflowModel model;
  private final SashForm sash;
  private final Control above;
  private final Runnable closed;
  private final Composite frame;
  private Label title;
  private Button whole;
  private Button run;
  private SashForm parts;
  private Composite calls;
  private Composite mock;
  private Text input;
  private Table outsiders;
  private Label givenTitle;
  private Button recorded;
  private Text given;
  private Label icon;
  private Label sentence;
  private Text details;
  private @Nullable List<Outsider> shown;
  private String sample = "{}";
  private boolean showing;

  /**
   * A pane that is not shown yet.
   *
   * @param whole what it is the lower part of
   * @param above the upper part, which has all the room while the pane is closed
   * @param closed is told that it was closed
   */
  TestPane(
      SashForm whole,
      Control above,
      WorkflowTestPresenter presenter,
      WorkflowModel model,
      Runnable closed) {
    this.sash = whole;
    this.above = above;
    this.presenter = presenter;
    this.model = model;
    this.closed = closed;
    frame = new Composite(whole, SWT.NONE);
    createHead();
    createParts();
    whole.setWeights(50, 50);
    whole.setMaximizedControl(above);
  }

  private void createHead() {
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(frame);
    Composite row = new Composite(frame, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(4).margins(8, 3).spacing(6, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    title = StudioIds.mark(new Label(row, SWT.NONE), "test.title");
    title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(title);
    whole = StudioIds.mark(new Button(row, SWT.PUSH), "test.whole");
    whole.setText("Whole Workflow");
    whole.setToolTipText("Test the whole workflow instead of one state");
    whole.addListener(SWT.Selection, e -> open("", sample));
    run = StudioIds.mark(new Button(row, SWT.PUSH), "test.run");
    run.setText("Run Test");
    run.setImage(Icons.image("invoke"));
    run.addListener(SWT.Selection, e -> presenter.run());
    Button close = StudioIds.mark(new Button(row, SWT.PUSH), "test.close");
    close.setImage(Icons.image("close"));
    close.setToolTipText("Close the test (Esc)");
    close.addListener(SWT.Selection, e -> close());
  }

  private void createParts() {
    parts = new SashForm(frame, SWT.HORIZONTAL | SWT.SMOOTH);
    parts.setSashWidth(4);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(parts);

    Composite left = column(parts, 1);
    caption(left, "Input");
    input = text(left, "test.input");
    input.addListener(SWT.Modify, e -> typed(presenter::input, input.getText()));

    calls = column(parts, 1);
    caption(calls, "Calls and events");
    outsiders =
        StudioIds.mark(
            new Table(calls, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE), "test.outsiders");
    new TableColumn(outsiders, SWT.NONE);
    new TableColumn(outsiders, SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, true).hint(60, 60).applyTo(outsiders);
    outsiders.addListener(SWT.Selection, e -> chosen());
    outsiders.addListener(SWT.Resize, e -> fit());

    mock = column(parts, 2);
    givenTitle = caption(mock, "");
    recorded = StudioIds.mark(new Button(mock, SWT.PUSH), "test.recorded");
    recorded.setText("Recorded…");
    GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(recorded);
    recorded.setToolTipText("Add an event that came of late");
    RecordedMenu events =
        new RecordedMenu(recorded, () -> with(presenter::recent, List.of()), event -> give(event));
    recorded.addListener(SWT.Selection, e -> presenter.lookForEvents(events::open));
    given = text(mock, "test.given");
    GridDataFactory.createFrom((GridData) given.getLayoutData()).span(2, 1).applyTo(given);
    given.addListener(
        SWT.Modify,
        e -> {
          Outsider to = selected();
          if (to != null) {
            typed(text -> presenter.given(to, text), given.getText());
          }
        });

    Composite right = column(parts, 2);
    icon = Paper.label(right, "");
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(icon);
    sentence = StudioIds.mark(Paper.label(right, "", SWT.WRAP), "test.sentence");
    GridDataFactory.fillDefaults()
        .align(SWT.FILL, SWT.CENTER)
        .grab(true, false)
        .hint(60, SWT.DEFAULT)
        .applyTo(sentence);
    details =
        StudioIds.mark(
            new Text(right, SWT.BORDER | SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.WRAP),
            "test.details");
    details.setFont(JFaceResources.getTextFont());
    details.setBackground(Ink.PAPER);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).hint(60, 60).applyTo(details);
    parts.setWeights(22, 24, 22, 32);
  }

  private static Composite column(SashForm parts, int columns) {
    Composite column = Paper.of(new Composite(parts, SWT.NONE));
    GridLayoutFactory.fillDefaults()
        .numColumns(columns)
        .margins(8, 4)
        .spacing(4, 3)
        .applyTo(column);
    return column;
  }

  private static Label caption(Composite column, String text) {
    Label caption = Paper.label(column, text);
    caption.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(caption);
    return caption;
  }

  private Text text(Composite column, String id) {
    Text text =
        StudioIds.mark(new Text(column, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL), id);
    text.setFont(JFaceResources.getTextFont());
    GridDataFactory.fillDefaults().grab(true, true).hint(60, 60).applyTo(text);
    text.addListener(
        SWT.KeyDown,
        e -> {
          boolean enter = e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR;
          if (enter && (e.stateMask & SWT.CTRL) != 0) {
            e.doit = false;
            presenter.run();
          } else if (e.keyCode == SWT.ESC) {
            e.doit = false;
            close();
          }
        });
    return text;
  }

  private void typed(Consumer<String> taker, String text) {
    if (!showing) {
      taker.accept(text);
    }
  }

  /**
   * Turns to a test.
   *
   * @param key of the only state that runs; empty for the whole workflow
   * @param data an input where nothing was typed or recorded
   */
  void open(String key, String data) {
    sample = data;
    presenter.open(key, data);
    sash.setMaximizedControl(null);
    input.setFocus();
  }

  private void close() {
    sash.setMaximizedControl(above);
    presenter.close();
    closed.run();
  }

  /** The drawing with the way that the test took. */
  Scene over(Scene plain) {
    return presenter.over(plain);
  }

  private @Nullable Outsider selected() {
    int at = outsiders.getSelectionIndex();
    List<Outsider> now = shown;
    return now == null || at < 0 || at >= now.size() ? null : now.get(at);
  }

  private <T> T with(Function<Outsider, T> question, T none) {
    Outsider to = selected();
    return to == null ? none : question.apply(to);
  }

  private void give(RecordedEvent event) {
    Outsider to = selected();
    if (to != null) {
      presenter.give(to, event);
    }
  }

  private void chosen() {
    Outsider now = selected();
    if (now != null && now.kind() != Outsider.Kind.VARIABLES) {
      model.select(Set.of(now.key()));
    }
    show();
  }

  /** Brings it up to date. */
  void show() {
    if (!presenter.isOpen()) {
      return;
    }
    showing = true;
    try {
      title.setText(presenter.title());
      whole.setVisible(presenter.isAlone());
      put(input, presenter.input());
      showOutsiders();
      showGiven();
      showResult();
    } finally {
      showing = false;
    }
  }

  private static void put(Text text, String now) {
    if (!text.getText().replace("\r\n", "\n").equals(now)) {
      text.setText(now);
    }
  }

  private void showOutsiders() {
    List<Outsider> now = presenter.outsiders();
    Outsider before = selected();
    if (!now.equals(shown)) {
      shown = now;
      outsiders.removeAll();
      for (Outsider one : now) {
        TableItem item = new TableItem(outsiders, SWT.NONE);
        item.setText(new String[] {one.name(), one.detail()});
        item.setImage(Icons.image(sign(one.kind())));
      }
      calls.setVisible(!now.isEmpty());
      mock.setVisible(!now.isEmpty());
      parts.layout();
      fit();
    }
    String wanted = model.selectedState().orElse("");
    boolean variables = before != null && before.kind() == Outsider.Kind.VARIABLES;
    if (variables || now.stream().noneMatch(one -> one.key().equals(wanted))) {
      select(now, before == null ? "" : before.key());
    } else {
      select(now, wanted);
    }
  }

  private void select(List<Outsider> now, String key) {
    int at = 0;
    for (int i = 0; i < now.size(); i++) {
      at = now.get(i).key().equals(key) ? i : at;
    }
    if (!now.isEmpty() && outsiders.getSelectionIndex() != at) {
      outsiders.setSelection(at);
    }
  }

  private void fit() {
    int width = outsiders.getClientArea().width;
    outsiders.getColumn(0).pack();
    int first = Math.min(outsiders.getColumn(0).getWidth(), width / 2);
    outsiders.getColumn(0).setWidth(first);
    outsiders.getColumn(1).setWidth(Math.max(20, width - first));
  }

  private void showGiven() {
    Outsider to = selected();
    given.setEnabled(to != null);
    Outsider.Kind kind = to == null ? Outsider.Kind.EVENTS : to.kind();
    givenTitle.setText(
        switch (kind) {
          case CALL -> "What " + with(Outsider::name, "") + " gives, or its error";
          case EVENTS -> "Events that come";
          case VARIABLES -> "Variables of loops and handlers";
        });
    givenTitle.setToolTipText(
        switch (kind) {
          case CALL ->
              "{\"output\": …} or {\"error\": {\"status\": 503}}, with \"delay\": \"PT5S\" where"
                  + " it takes time,\nor a list of such for one call after another";
          case EVENTS -> null;
          case VARIABLES ->
              "{\"item\": …} without the dollar; what is left out is as in the first round over the"
                  + " input";
        });
    Shown.set(recorded, kind == Outsider.Kind.EVENTS);
    mock.layout();
    put(given, to == null ? "" : presenter.given(to));
  }

  private void showResult() {
    String refusal = presenter.refusal().orElse("");
    Rights.manage(run, refusal.isEmpty() && !presenter.isRunning());
    run.setToolTipText(
        refusal.isEmpty() ? "Runs nothing real, and no time passes (Ctrl+Enter)" : refusal);
    WorkflowTestResult result = presenter.result();
    boolean quiet = presenter.sentence().isEmpty();
    String said =
        quiet
            ? "Calls give what stands here, events come, and waiting takes no time."
            : presenter.sentence();
    icon.setImage(Icons.image(refusal.isEmpty() ? icon(result) : "info"));
    sentence.setText((refusal.isEmpty() ? said : refusal).replace("&", "&&"));
    String text = presenter.details(model.selectedState().orElse(""));
    if (!text.equals(details.getText())) {
      details.setText(text);
    }
    sentence.getParent().layout(true, true);
  }

  private static String sign(Outsider.Kind kind) {
    return switch (kind) {
      case CALL -> "invoke";
      case EVENTS -> "waiting";
      case VARIABLES -> "info";
    };
  }

  private String icon(@Nullable WorkflowTestResult result) {
    if (presenter.isFailed()) {
      return "error";
    }
    if (result == null) {
      return "info";
    }
    return switch (result.status()) {
      case "completed" -> "ok";
      case "faulted" -> "error";
      case "waiting" -> "waiting";
      default -> "warning";
    };
  }
}
