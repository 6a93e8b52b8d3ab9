package dev.sluice.studio.ui.wiring;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.studio.core.wiring.AssociationFields;
import dev.sluice.studio.core.wiring.AssociationFields.TargetFields;
import dev.sluice.studio.core.wiring.Combinations;
import dev.sluice.studio.core.wiring.Trial;
import dev.sluice.studio.core.wiring.WiringPresenter;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Paper;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/**
 * The form of an association: what is typed is kept until it is applied, and tried at once.
 * Confined to the UI thread.
 */
final class AssociationForm {
  private static final int LINES = 2;

  private final WiringPresenter presenter;
  private final AssociationInfo info;
  private final Composite body;
  private final Consumer<Trial.Question> tried;
  private final Text sources;
  private final Text filter;
  private final Label filterSays;
  private final Text orderBy;
  private final Text batch;
  private final Text window;
  private final Text pauseAfter;
  private final Text description;
  private final Label says;
  private final List<TargetRow> targets = new ArrayList<>();
  private final Button apply;
  private final Button revert;
  private boolean showing = true;

  private record TargetRow(String function, Text version, Text input) {
    TargetFields fields() {
      return new TargetFields(function, version.getText(), input.getText());
    }
  }

  /**
   * Makes the widgets.
   *
   * @param body has two columns
   * @param foot stays in sight, for the buttons
   * @param tried is told what should be tried on the last events
   */
  AssociationForm(
      Composite body,
      Composite foot,
      WiringPresenter presenter,
      AssociationInfo info,
      Consumer<Trial.Question> tried) {
    this.presenter = presenter;
    this.info = info;
    this.body = body;
    this.tried = tried;
    AssociationFields fields = AssociationFields.of(presenter.draft(info));
    sources = line("Sources", "sources", fields.sources(), "all of the namespace");
    sources.setToolTipText("Names with commas between them; empty for all of the namespace");
    filter = lines("Filter", "filter", fields.filter(), "CloudEvents SQL, like type = 'sold'");
    filterSays = says("wiring.filterSays");
    if (info.combine() != null) {
      waitsFor(Combinations.about(info.combine()));
    }
    for (TargetFields target : fields.targets()) {
      target(target);
    }
    group("Delivery");
    orderBy = line("Order by", "orderBy", fields.orderBy(), "an attribute, like subject");
    orderBy.setToolTipText("Events with the same value of it run one after the other");
    if (info.ordered() != null) {
      orderBy.setMessage("in shards by " + info.ordered().by());
      orderBy.setEnabled(false);
    }
    Paper.caption(body, "Batch", SWT.CENTER);
    Composite row = Paper.of(new Composite(body, SWT.NONE));
    GridLayoutFactory.fillDefaults().numColumns(4).spacing(6, 0).applyTo(row);
    batch = small(row, "batch", fields.batch(), "1");
    Paper.label(row, "within");
    window = small(row, "window", fields.window(), "1");
    Paper.label(row, "s");
    pauseAfter = line("Pause after", "pauseAfter", fields.pauseAfter(), "25");
    pauseAfter.setToolTipText("Pauses itself after so many dead letters in a row; 0 for never");
    description = line("Description", "description", fields.description(), "");
    says = says("wiring.says");
    GridLayoutFactory.fillDefaults().numColumns(2).margins(10, 4).spacing(6, 0).applyTo(foot);
    apply = button(foot, "Apply", "wiring.apply", () -> presenter.apply(current()));
    revert = button(foot, "Revert", "wiring.revert", () -> presenter.revert(info));
    showing = false;
    enable();
  }

  /** The association as the server has it now. */
  private AssociationInfo current() {
    return presenter.wiring().find(info.name()).orElse(info);
  }

  private void group(String title) {
    Label label = Paper.heading(body, 2, title);
    label.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).indent(0, 8).applyTo(label);
  }

  private void waitsFor(String combination) {
    group("Waits for");
    Label label = Paper.label(body, combination.replace("&", "&&"), SWT.WRAP);
    StudioIds.mark(label, "wiring.combination");
    label.setToolTipText("Changed by 'sluice association' or in a manifest");
    GridDataFactory.fillDefaults()
        .span(2, 1)
        .grab(true, false)
        .hint(100, SWT.DEFAULT)
        .applyTo(label);
  }

  private void target(TargetFields target) {
    group("To " + target.function());
    String id = "target." + target.function();
    Text version = line("Version", id + ".version", target.version(), "latest");
    version.setToolTipText("latest, a number, an alias, or shares like 1=90%, 2=10%");
    Text input = lines("Input", id + ".input", target.input(), "jq, like .data; else the event");
    targets.add(new TargetRow(target.function(), version, input));
  }

  private Text line(String caption, String id, String value, String message) {
    Paper.caption(body, caption, SWT.CENTER);
    Text text = new Text(body, SWT.BORDER | SWT.SINGLE);
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(text);
    return wired(text, id, value, message);
  }

  private Text lines(String caption, String id, String value, String message) {
    Label label = Paper.caption(body, caption, SWT.BEGINNING);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).indent(0, 6).applyTo(label);
    Text text = new Text(body, SWT.BORDER | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
    text.setFont(JFaceResources.getTextFont());
    text.setToolTipText(message);
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .hint(60, LINES * text.getLineHeight())
        .applyTo(text);
    return wired(text, id, value, message);
  }

  private Text small(Composite row, String id, String value, String message) {
    Text text = new Text(row, SWT.BORDER | SWT.SINGLE | SWT.RIGHT);
    GridDataFactory.swtDefaults().hint(30, SWT.DEFAULT).applyTo(text);
    return wired(text, id, value, message);
  }

  private Text wired(Text text, String id, String value, String message) {
    StudioIds.mark(text, "wiring." + id);
    text.setMessage(message);
    text.setText(value);
    text.addListener(SWT.Modify, e -> typed());
    // Tab leaves the field: nobody types tabs here.
    text.addListener(
        SWT.Traverse,
        e -> {
          if (e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
            e.doit = true;
          }
        });
    return text;
  }

  private Label says(String id) {
    Label label = StudioIds.mark(Paper.label(body, "", SWT.WRAP), id);
    label.setForeground(Ink.BAD);
    GridDataFactory.fillDefaults()
        .span(2, 1)
        .grab(true, false)
        .hint(100, SWT.DEFAULT)
        .exclude(true)
        .applyTo(label);
    label.setVisible(false);
    return label;
  }

  private static Button button(Composite parent, String text, String id, Runnable action) {
    Button button = StudioIds.mark(new Button(parent, SWT.PUSH), id);
    button.setText(text);
    button.addListener(SWT.Selection, e -> action.run());
    GridDataFactory.swtDefaults().hint(90, SWT.DEFAULT).applyTo(button);
    return button;
  }

  private AssociationFields fields() {
    return new AssociationFields(
        sources.getText(),
        filter.getText(),
        orderBy.getText(),
        batch.getText(),
        window.getText(),
        pauseAfter.getText(),
        description.getText(),
        targets.stream().map(TargetRow::fields).toList());
  }

  private void typed() {
    if (showing) {
      return;
    }
    AssociationFields fields = fields();
    if (fields.readable()) {
      AssociationSpec before = presenter.draft(current());
      presenter.edit(current(), fields.spec(before));
    }
    enable();
    tried.accept(question());
  }

  /** What should be tried: the filter, and the input of the first target. */
  Trial.Question question() {
    AssociationFields fields = fields();
    String input = targets.isEmpty() ? "" : targets.get(0).input().getText();
    return new Trial.Question(fields.sourceNames(), fields.filter(), input);
  }

  /** Says what is wrong, and whether there is something to apply. */
  void enable() {
    AssociationFields fields = fields();
    @Nullable String wrong =
        fields
            .numberProblem()
            .or(
                () ->
                    fields.targets().stream()
                        .flatMap(
                            target -> AssociationFields.versionProblem(target.version()).stream())
                        .findFirst())
            .orElse(null);
    say(says, wrong == null ? "" : wrong);
    boolean edited = presenter.edited(info);
    Rights.manage(apply, edited && wrong == null && presenter.connected());
    revert.setEnabled(edited || wrong != null);
  }

  /** Says what the server thinks of the filter; null for nothing. */
  void refused(@Nullable String sentence) {
    say(filterSays, sentence == null ? "" : sentence);
  }

  private void say(Label label, String text) {
    if (!label.getText().equals(text)) {
      label.setText(text);
      Shown.set(label, !text.isEmpty());
      body.layout(true, true);
    }
  }

  void setFocus() {
    filter.setFocus();
  }
}
