package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.workflow.ExpressionCheck;
import dev.sluice.studio.core.workflow.Field;
import dev.sluice.studio.core.workflow.FieldGroup;
import dev.sluice.studio.core.workflow.StateForm;
import dev.sluice.studio.core.workflow.WorkflowEditorPresenter;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Paper;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/**
 * The form of the state that is selected; each field is checked at every keystroke and taken over
 * when it is right. Sample data below shows what expressions would give. Confined to the UI thread.
 */
final class InspectorPane {
  private static final int LABEL_WIDTH = 92;

  /** So many choices are not measured at once. */
  private static final int MANY = 40;

  private final WorkflowEditorPresenter presenter;
  private final Composite frame;
  private final ScrolledComposite scroll;
  private final Text sample;
  private final Label taken;
  private final List<FieldRow> rows = new ArrayList<>();
  private Composite body;
  private String shownShape = "nothing yet";
  private @Nullable StateForm form;
  private @Nullable EventTreePane events;
  private boolean showing;
  private boolean typing;

  InspectorPane(Composite parent, WorkflowEditorPresenter presenter) {
    this.presenter = presenter;
    frame = Paper.of(new Composite(parent, SWT.NONE));
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(frame);
    scroll = Paper.of(new ScrolledComposite(frame, SWT.V_SCROLL));
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(scroll);
    body = body();
    Composite data = Paper.of(new Composite(frame, SWT.NONE));
    GridLayoutFactory.fillDefaults().margins(10, 6).spacing(0, 3).applyTo(data);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(data);
    Label caption = Paper.label(data, "Sample data for previews");
    caption.setForeground(Ink.FAINT);
    sample =
        StudioIds.mark(new Text(data, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL), "inspector.sample");
    sample.setFont(JFaceResources.getTextFont());
    sample.setText("{\"value\": 1}");
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .hint(60, 2 * sample.getLineHeight())
        .applyTo(sample);
    taken = StudioIds.mark(Paper.label(data, ""), "inspector.taken");
    taken.setForeground(Ink.GOOD);
    GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(taken);
    sample.addListener(SWT.Modify, e -> preview());
    show();
  }

  Control control() {
    return frame;
  }

  /** The sample data as it was typed. */
  String sample() {
    return sample.getText();
  }

  /** Whether what is typed into one of the fields is being taken over. */
  boolean isTyping() {
    return typing;
  }

  /** Puts the caret into the first field. */
  void setFocus() {
    EventTreePane tree = events;
    if (tree != null && tree.setFocus()) {
      return;
    }
    if (rows.isEmpty() || !rows.get(0).input.setFocus()) {
      scroll.setFocus();
    }
  }

  /** Brings the form up to date with what is selected. */
  void show() {
    String key = presenter.model().selectedState().orElse("");
    form = StateForm.of(presenter.model(), key, presenter.functions()).orElse(null);
    StateForm now = form;
    List<FieldGroup> groups = now == null ? List.of() : now.groups();
    String shape = shape(now, groups);
    showing = true;
    try {
      if (!shape.equals(shownShape)) {
        shownShape = shape;
        build(now, groups);
      } else {
        update(groups);
        update(now);
      }
    } finally {
      showing = false;
    }
    preview();
  }

  /** What decides about which widgets there are. */
  private static String shape(@Nullable StateForm form, List<FieldGroup> groups) {
    if (form == null) {
      return "";
    }
    StringBuilder shape = new StringBuilder(form.key()).append(form.word());
    for (FieldGroup group : groups) {
      shape.append('\n').append(group.title());
      group.fields().forEach(f -> shape.append('|').append(f.id()).append(f.choices()));
      group.actions().forEach(action -> shape.append('!').append(action.label()));
    }
    return shape.toString();
  }

  private Composite body() {
    Composite made = Paper.of(new Composite(scroll, SWT.NONE));
    GridLayoutFactory.fillDefaults().numColumns(2).margins(10, 8).spacing(8, 4).applyTo(made);
    scroll.setContent(made);
    return made;
  }

  private void build(@Nullable StateForm now, List<FieldGroup> groups) {
    body.dispose();
    rows.clear();
    events = null;
    body = body();
    if (now == null) {
      Label none = Paper.label(body, "Select a state to see what it does.");
      none.setForeground(Ink.FAINT);
      GridDataFactory.fillDefaults().span(2, 1).applyTo(none);
    } else {
      Label title =
          StudioIds.mark(Paper.label(body, now.word() + "  " + now.name()), "inspector.title");
      title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
      GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(title);
      now.events()
          .ifPresent(
              tree -> {
                EventTreePane pane = new EventTreePane(body, tree, this::eventsNow);
                GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(pane.control());
                events = pane;
              });
      int index = 0;
      for (FieldGroup group : groups) {
        group(group, index++);
      }
    }
    body.layout(true, true);
    scroll.setMinSize(0, body.computeSize(SWT.DEFAULT, SWT.DEFAULT).y);
  }

  private Optional<EventTreePane> eventsNow() {
    show();
    return Optional.ofNullable(events);
  }

  private void group(FieldGroup group, int number) {
    if (!group.title().isEmpty()) {
      Label title = Paper.label(body, group.title());
      title.setForeground(Ink.FAINT);
      title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
      GridDataFactory.fillDefaults().span(2, 1).indent(0, number == 0 ? 2 : 8).applyTo(title);
    }
    for (Field field : group.fields()) {
      rows.add(new FieldRow(field));
    }
    if (!group.actions().isEmpty()) {
      Composite buttons = Paper.of(new Composite(body, SWT.NONE));
      GridLayoutFactory.fillDefaults()
          .numColumns(group.actions().size())
          .spacing(6, 0)
          .applyTo(buttons);
      GridDataFactory.fillDefaults().span(2, 1).align(SWT.END, SWT.CENTER).applyTo(buttons);
      for (FieldGroup.Action action : group.actions()) {
        Button button = new Button(buttons, SWT.PUSH);
        button.setText(action.label());
        button.addListener(SWT.Selection, e -> run(number, action.label()));
      }
    }
  }

  /** The action of now: forms are made anew after each change. */
  private void run(int group, String label) {
    StateForm now = form;
    if (now != null) {
      now.groups().get(group).actions().stream()
          .filter(action -> action.label().equals(label))
          .findFirst()
          .ifPresent(action -> action.run().run());
    }
  }

  private void update(List<FieldGroup> groups) {
    List<Field> fields = groups.stream().flatMap(group -> group.fields().stream()).toList();
    for (int i = 0; i < rows.size() && i < fields.size(); i++) {
      rows.get(i).show(fields.get(i));
    }
  }

  private void update(@Nullable StateForm now) {
    EventTreePane pane = events;
    if (now != null && pane != null && now.events().map(pane::show).orElse(false)) {
      body.layout(true, true);
      scroll.setMinSize(0, body.computeSize(SWT.DEFAULT, SWT.DEFAULT).y);
    }
  }

  private void preview() {
    boolean changed = false;
    for (FieldRow row : rows) {
      changed |= row.preview();
    }
    StateForm now = form;
    String text =
        now == null
            ? ""
            : now.taken(sample.getText())
                .map(name -> "This data takes the case " + name + ".")
                .orElse("");
    if (!text.equals(taken.getText())) {
      taken.setText(text);
      Shown.set(taken, !text.isEmpty());
      frame.layout(true, true);
    }
    if (changed) {
      body.layout(true, true);
      scroll.setMinSize(0, body.computeSize(SWT.DEFAULT, SWT.DEFAULT).y);
    }
  }

  /** A field with what is wrong with it, or what it would give. */
  private final class FieldRow {
    private final Control input;
    private final Label says;
    private Field field;

    FieldRow(Field field) {
      this.field = field;
      Label caption = Paper.label(body, field.label());
      GridDataFactory.swtDefaults()
          .hint(LABEL_WIDTH, SWT.DEFAULT)
          .align(SWT.BEGINNING, SWT.CENTER)
          .applyTo(caption);
      input = input(field);
      StudioIds.mark(input, "inspector." + field.id());
      input.setToolTipText(field.help());
      says = Paper.label(body, "");
      GridDataFactory.fillDefaults()
          .span(2, 1)
          .indent(LABEL_WIDTH + 8, 0)
          .grab(true, false)
          .hint(60, SWT.DEFAULT)
          .exclude(true)
          .applyTo(says);
      says.setVisible(false);
    }

    private Control input(Field shown) {
      Control made =
          switch (shown.kind()) {
            case CHOICE, TARGET -> combo(shown, SWT.READ_ONLY);
            case FLAG -> flag(shown);
            case TEXT -> shown.choices().isEmpty() ? text(shown) : combo(shown, SWT.NONE);
            default -> text(shown);
          };
      boolean high = shown.kind() == Field.Kind.VALUE;
      GridDataFactory.fillDefaults()
          .grab(true, false)
          .align(SWT.FILL, SWT.CENTER)
          .hint(60, high && made instanceof Text text ? lines(text) : SWT.DEFAULT)
          .applyTo(made);
      return made;
    }

    private int lines(Text text) {
      return (text.getStyle() & SWT.MULTI) == 0
          ? SWT.DEFAULT
          : lineCount(field) * text.getLineHeight() + 4;
    }

    /** Maps and lists get room; what is short has a line. */
    private static int lineCount(Field shown) {
      boolean large = shown.value().length() > 24 || shown.value().contains("\n");
      return large ? 3 : 1;
    }

    private Control combo(Field shown, int style) {
      Combo combo = new Combo(body, SWT.DROP_DOWN | style);
      if (shown.choices().size() > MANY) {
        fillLate(combo, shown);
      } else {
        combo.setItems(shown.choices().toArray(String[]::new));
      }
      combo.setText(shown.value());
      combo.addListener(SWT.Selection, e -> typed(combo.getText()));
      if (style == SWT.NONE) {
        combo.addListener(SWT.Modify, e -> typed(combo.getText()));
      }
      return combo;
    }

    /**
     * Shows the value alone until somebody comes near: GTK measures all choices whenever it
     * measures the widget.
     */
    private void fillLate(Combo combo, Field shown) {
      combo.setItems(shown.value());
      Listener fill =
          e -> {
            if (combo.getItemCount() == 1) {
              String value = combo.getText();
              boolean before = showing;
              showing = true;
              combo.setItems(shown.choices().toArray(String[]::new));
              combo.setText(value);
              showing = before;
            }
          };
      for (int event : new int[] {SWT.MouseEnter, SWT.MouseDown, SWT.FocusIn, SWT.KeyDown}) {
        combo.addListener(event, fill);
      }
    }

    private Control flag(Field shown) {
      Button button = new Button(body, SWT.CHECK);
      button.setBackground(Ink.PAPER);
      button.setText(shown.help());
      button.setSelection(shown.value().equals("true"));
      button.addListener(SWT.Selection, e -> typed(Boolean.toString(button.getSelection())));
      return button;
    }

    private Control text(Field shown) {
      boolean high = shown.kind() == Field.Kind.VALUE;
      Text text =
          new Text(body, SWT.BORDER | (high && lineCount(shown) > 1 ? SWT.MULTI : SWT.SINGLE));
      text.setText(shown.value());
      if (shown.kind() != Field.Kind.TEXT && shown.kind() != Field.Kind.NUMBER) {
        text.setFont(JFaceResources.getTextFont());
      }
      if ((text.getStyle() & SWT.MULTI) == 0) {
        text.setMessage(shown.help());
      }
      text.addListener(SWT.Modify, e -> typed(text.getText()));
      return text;
    }

    private void typed(String value) {
      StateForm now = form;
      if (showing || now == null) {
        return;
      }
      typing = true;
      try {
        now.set(field, value);
      } finally {
        typing = false;
      }
      InspectorPane.this.preview();
    }

    /** Shows another value, unless it is being typed here. */
    void show(Field now) {
      field = now;
      if (typing && input.isFocusControl()) {
        return;
      }
      if (input instanceof Text text && !text.getText().equals(now.value())) {
        text.setText(now.value());
      } else if (input instanceof Combo combo && !combo.getText().equals(now.value())) {
        if (combo.getItemCount() == 1) {
          combo.setItems(now.value());
        }
        combo.setText(now.value());
      } else if (input instanceof Button button) {
        button.setSelection(now.value().equals("true"));
      }
    }

    private String value() {
      return input instanceof Text text
          ? text.getText()
          : input instanceof Combo combo ? combo.getText() : field.value();
    }

    /** Says what is wrong, or what an expression would give; returns whether that is new. */
    boolean preview() {
      StateForm now = form;
      String value = value();
      Optional<String> wrong =
          now == null || value.equals(field.value())
              ? ExpressionCheck.wrong(field.kind(), value)
              : now.refusal(field, value);
      String text =
          wrong
              .map(WorkflowWords::sentence)
              .or(() -> ExpressionCheck.preview(field.kind(), value, sample.getText()))
              .orElse("");
      boolean bad = wrong.isPresent() || (!text.isEmpty() && !text.startsWith("= "));
      says.setForeground(bad ? Ink.BAD : Ink.GOOD);
      if (text.equals(says.getText())) {
        return false;
      }
      says.setText(text);
      says.setToolTipText(text);
      Shown.set(says, !text.isEmpty());
      return true;
    }
  }
}
