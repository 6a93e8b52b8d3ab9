package dev.sluice.studio.ui.editor;

import dev.sluice.studio.core.editor.Descriptors;
import dev.sluice.studio.core.editor.DraftField;
import dev.sluice.studio.core.editor.DraftLimits;
import dev.sluice.studio.core.editor.FunctionDraft;
import dev.sluice.studio.core.editor.FunctionEditorPresenter;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.ScrolledForm;
import org.eclipse.ui.forms.widgets.Section;

/** The form of a function's definition. */
final class OverviewPage {
  private final FormToolkit toolkit;
  private final FunctionEditorPresenter presenter;
  private final ScrolledForm form;
  private final Text name;
  private final Combo runtime;
  private final ProblemField handler;
  private final Text description;
  private final ProblemField memory;
  private final ProblemField timeout;
  private final ProblemField cpus;
  private final Combo network;
  private final ProblemField minInstances;
  private final ProblemField maxInstances;
  private final ProblemField concurrency;
  private final EntryTable environment;
  private final EntryTable labels;
  private boolean showing;

  OverviewPage(Composite parent, FormToolkit toolkit, FunctionEditorPresenter presenter) {
    this.toolkit = toolkit;
    this.presenter = presenter;
    form = toolkit.createScrolledForm(parent);
    Composite body = form.getBody();
    GridLayoutFactory.fillDefaults()
        .numColumns(2)
        .equalWidth(true)
        .margins(10, 8)
        .spacing(20, 10)
        .applyTo(body);
    Composite left = column(body);
    Composite right = column(body);

    Composite general = section(left, "General", "What the function is and where it starts.", 2);
    name = text(general, "Name", presenter.name(), SWT.READ_ONLY, "overview.name");
    name.setToolTipText("A function keeps its name.");
    runtime = combo(general, "Runtime", 1, "overview.runtime");
    handler = new ProblemField(toolkit, general, "Handler", "", "overview.handler").below(2);
    description =
        text(
            general,
            "Description",
            "",
            SWT.MULTI | SWT.WRAP | SWT.V_SCROLL,
            "overview.description");

    Composite limits =
        section(left, "Limits", "What invocations may use, and how many instances serve them.", 6);
    memory = new ProblemField(toolkit, limits, "Memory", "MiB", "overview.memory");
    timeout = new ProblemField(toolkit, limits, "Timeout", "seconds", "overview.timeout");
    memory.below(6);
    timeout.below(6);
    cpus = new ProblemField(toolkit, limits, "CPU", "cores", "overview.cpus");
    network = combo(limits, "Network", 2, "overview.network");
    cpus.below(6);
    minInstances =
        new ProblemField(toolkit, limits, "Keep warm", "instances", "overview.minInstances");
    maxInstances =
        new ProblemField(toolkit, limits, "At most", "instances", "overview.maxInstances");
    maxInstances.control().setMessage("any");
    minInstances.below(6);
    maxInstances.below(6);
    concurrency =
        new ProblemField(
            toolkit, limits, "Each serves", "calls at a time", "overview.instanceConcurrency");
    concurrency.lastInRow(6).below(6);

    environment =
        new EntryTable(
            toolkit,
            section(right, "Environment", "All that the function sees of an environment.", 2),
            "Variable",
            "overview.environment");
    labels =
        new EntryTable(
            toolkit,
            section(right, "Labels", "Free words to find and group functions by.", 2),
            "Label",
            "overview.labels");
    listen();
  }

  Control control() {
    return form;
  }

  void setFocus() {
    handler.control().setFocus();
  }

  /** Shows a draft instead of what is there. */
  void show(FunctionDraft draft) {
    showing = true;
    try {
      runtime.setItems(presenter.runtimes().toArray(String[]::new));
      runtime.setText(draft.runtime());
      handler.show(draft.handler());
      description.setText(draft.description());
      memory.show(draft.limits().memory());
      timeout.show(draft.limits().timeout());
      cpus.show(draft.limits().cpus());
      offerNetworks();
      network.setText(draft.limits().network());
      minInstances.show(draft.limits().minInstances());
      maxInstances.show(draft.limits().maxInstances());
      concurrency.show(draft.limits().instanceConcurrency());
      environment.show(draft.environment());
      labels.show(draft.labels());
    } finally {
      showing = false;
    }
    update();
    form.reflow(true);
  }

  /** Shows what is wrong now. */
  void update() {
    describe();
    Map<DraftField, String> problems = presenter.problems();
    handler.problem(problems.get(DraftField.HANDLER));
    memory.problem(problems.get(DraftField.MEMORY));
    timeout.problem(problems.get(DraftField.TIMEOUT));
    cpus.problem(problems.get(DraftField.CPUS));
    minInstances.problem(problems.get(DraftField.MIN_INSTANCES));
    maxInstances.problem(problems.get(DraftField.MAX_INSTANCES));
    concurrency.problem(problems.get(DraftField.INSTANCE_CONCURRENCY));
    environment.problem(problems.get(DraftField.ENVIRONMENT));
    labels.problem(problems.get(DraftField.LABELS));
    boolean loaded = presenter.draft() != null;
    for (Control control : new Control[] {runtime, description, network}) {
      control.setEnabled(loaded);
    }
  }

  private void describe() {
    Descriptors said = presenter.descriptors();
    handler.tip(said.of(DraftField.HANDLER).help());
    memory.tip(said.of(DraftField.MEMORY).help());
    timeout.tip(said.of(DraftField.TIMEOUT).help());
    cpus.tip(said.of(DraftField.CPUS).help());
    minInstances.tip(said.of(DraftField.MIN_INSTANCES).help());
    maxInstances.tip(said.of(DraftField.MAX_INSTANCES).help());
    concurrency.tip(said.of(DraftField.INSTANCE_CONCURRENCY).help());
    network.setToolTipText(said.of(DraftField.NETWORK).help());
    offerNetworks();
  }

  /** The server's words, and the function's own where the server has not said them yet. */
  private void offerNetworks() {
    FunctionDraft draft = presenter.draft();
    Set<String> words = new LinkedHashSet<>(presenter.descriptors().of(DraftField.NETWORK).words());
    if (draft != null) {
      words.add(draft.limits().network());
    }
    if (!List.of(network.getItems()).equals(List.copyOf(words))) {
      String now = network.getText();
      network.setItems(words.toArray(String[]::new));
      network.setText(now);
    }
  }

  private void listen() {
    runtime.addListener(SWT.Selection, e -> change(draft -> draft.withRuntime(runtime.getText())));
    handler.listen(() -> change(draft -> draft.withHandler(handler.text())));
    description.addListener(
        SWT.Modify, e -> change(draft -> draft.withDescription(description.getText())));
    memory.listen(() -> limit(limits -> limits.withMemory(memory.text())));
    timeout.listen(() -> limit(limits -> limits.withTimeout(timeout.text())));
    cpus.listen(() -> limit(limits -> limits.withCpus(cpus.text())));
    network.addListener(SWT.Selection, e -> limit(limits -> limits.withNetwork(network.getText())));
    minInstances.listen(() -> limit(limits -> limits.withMinInstances(minInstances.text())));
    maxInstances.listen(() -> limit(limits -> limits.withMaxInstances(maxInstances.text())));
    concurrency.listen(() -> limit(limits -> limits.withInstanceConcurrency(concurrency.text())));
    environment.listen(() -> change(draft -> draft.withEnvironment(environment.entries())));
    labels.listen(() -> change(draft -> draft.withLabels(labels.entries())));
  }

  private void limit(UnaryOperator<DraftLimits> change) {
    change(draft -> draft.withLimits(change.apply(draft.limits())));
  }

  private void change(UnaryOperator<FunctionDraft> change) {
    if (!showing) {
      presenter.change(change);
    }
  }

  private Composite column(Composite body) {
    Composite column = toolkit.createComposite(body);
    GridLayoutFactory.fillDefaults().spacing(0, 12).applyTo(column);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(column);
    return column;
  }

  private Composite section(Composite parent, String title, String about, int columns) {
    Section section =
        toolkit.createSection(parent, Section.TITLE_BAR | Section.EXPANDED | Section.DESCRIPTION);
    section.setText(title);
    section.setDescription(about);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(section);
    Composite client = toolkit.createComposite(section);
    GridLayoutFactory.fillDefaults()
        .numColumns(columns)
        .margins(2, 4)
        .spacing(8, 6)
        .applyTo(client);
    section.setClient(client);
    return client;
  }

  private Combo combo(Composite parent, String label, int columns, String id) {
    toolkit.createLabel(parent, label);
    Combo combo = new Combo(parent, SWT.READ_ONLY | SWT.DROP_DOWN);
    Spoken.as(StudioIds.mark(combo, id), label);
    toolkit.adapt(combo, true, false);
    GridDataFactory.fillDefaults().grab(true, false).span(columns, 1).applyTo(combo);
    return combo;
  }

  private Text text(Composite parent, String label, String value, int style, String id) {
    boolean tall = (style & SWT.MULTI) != 0;
    Label caption = toolkit.createLabel(parent, label);
    GridDataFactory.swtDefaults()
        .align(SWT.BEGINNING, tall ? SWT.BEGINNING : SWT.CENTER)
        .applyTo(caption);
    Text text = toolkit.createText(parent, value, SWT.BORDER | style);
    Spoken.as(StudioIds.mark(text, id), label);
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .hint(80, tall ? 3 * text.getLineHeight() : SWT.DEFAULT)
        .applyTo(text);
    return text;
  }
}
