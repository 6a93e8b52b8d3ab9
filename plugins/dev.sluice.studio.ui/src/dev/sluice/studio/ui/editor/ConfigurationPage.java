package dev.sluice.studio.ui.editor;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.editor.DraftField;
import dev.sluice.studio.core.editor.FunctionDraft;
import dev.sluice.studio.core.editor.FunctionEditorPresenter;
import dev.sluice.studio.core.editor.NameChoices;
import dev.sluice.studio.core.editor.Reference;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.ScrolledForm;
import org.eclipse.ui.forms.widgets.Section;
import org.jspecify.annotations.Nullable;

/** What a definition has beside the overview: secrets, how events are run, role and log. */
final class ConfigurationPage {
  private static final int TABLE_HEIGHT = 104;

  private final FormToolkit toolkit;
  private final FunctionEditorPresenter presenter;
  private final NameChoices names;
  private final ScrolledForm form;
  private final RowTable<Reference> references;
  private final ButtonColumn buttons;
  private final ProblemLine problem;
  private final List<HelpedField> fields = new ArrayList<>();
  private boolean showing;

  ConfigurationPage(
      Composite parent,
      FormToolkit toolkit,
      FunctionEditorPresenter presenter,
      StudioSession session) {
    this.toolkit = toolkit;
    this.presenter = presenter;
    names = new NameChoices(session, this::offer);
    form = toolkit.createScrolledForm(parent);
    Composite body = form.getBody();
    GridLayoutFactory.fillDefaults().margins(10, 8).spacing(0, 12).applyTo(body);
    Composite secrets =
        section(
            body,
            "Variables from secrets and the platform",
            "The function sees them like its other variables; values of secrets stay on the server.",
            2);
    references = table(secrets);
    buttons = new ButtonColumn(secrets, "configuration.references");
    buttons.add("Add…", "add", "Add a variable", () -> edit(null));
    buttons.add("Change…", "alias", "Change the variable (Enter)", this::change);
    buttons.add("Remove", "remove", "Remove the variable (Del)", this::remove);
    problem = new ProblemLine(toolkit, secrets, 2, "configuration.references");
    Composite events =
        section(
            body,
            "Events that nobody waits for",
            "How asynchronous invocations and events of associations are run. What is left empty"
                + " is as the grey text says, or without a limit.",
            3);
    add(HelpedField.words(toolkit, events, "Promise", DraftField.SEMANTICS, id("semantics")));
    text(events, "Attempts", DraftField.MAX_ATTEMPTS, "maxAttempts");
    text(events, "Pause before the second", DraftField.RETRY_DELAY, "retryDelay");
    text(events, "Oldest event", DraftField.MAX_AGE, "maxAge");
    text(events, "At once", DraftField.CONCURRENCY, "concurrency");
    text(events, "Each second", DraftField.RATE, "rate");
    text(events, "Remember duplicates", DraftField.DEDUPLICATION, "deduplication");
    add(HelpedField.names(toolkit, events, "Successes to", DraftField.ON_SUCCESS, id("onSuccess")));
    add(HelpedField.names(toolkit, events, "Failures to", DraftField.ON_FAILURE, id("onFailure")));
    Composite rights =
        section(
            body,
            "Role and log",
            "What the function may ask of the server while it runs, and how long its lines are"
                + " kept.",
            3);
    add(HelpedField.names(toolkit, rights, "Role", DraftField.ROLE, id("role")));
    text(rights, "Keep the log", DraftField.LOG_RETENTION, "logRetention");
    enable();
  }

  private static String id(String name) {
    return "configuration." + name;
  }

  private void text(Composite parent, String label, DraftField field, String name) {
    add(HelpedField.text(toolkit, parent, label, field, id(name)));
  }

  private void add(HelpedField field) {
    fields.add(field);
    field.listen(
        value -> {
          if (!showing) {
            presenter.change(draft -> draft.withText(field.field(), value));
          }
        });
  }

  private RowTable<Reference> table(Composite parent) {
    RowTable<Reference> table =
        new RowTable<>(
                parent,
                SWT.SINGLE | SWT.BORDER,
                "configuration.references",
                Reference::variable,
                List.of(
                    Column.of("Variable", 220, Reference::variable),
                    Column.of("Value from", 110, Reference::from),
                    Column.of("Which", 260, Reference::name)))
            .images(it -> Icons.image(it.secret() ? "secret" : "info"))
            .onSelect(chosen -> enable());
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .hint(200, TABLE_HEIGHT)
        .applyTo(table.control());
    Spoken.as(table.table(), "Variables from secrets and the platform");
    VersionsPage.keys(table, this::change, this::remove);
    return table;
  }

  Control control() {
    return form;
  }

  void setFocus() {
    fields.get(0).control().setFocus();
  }

  /** The page is in front: names to choose from are looked up. */
  void open() {
    names.refresh();
    offer();
  }

  void show(FunctionDraft draft) {
    showing = true;
    try {
      describe();
      for (HelpedField field : fields) {
        field.show(draft.text(field.field()));
      }
    } finally {
      showing = false;
    }
    rows(draft);
    update();
    form.reflow(true);
  }

  /** Shows what is wrong now, and what the server says of the fields. */
  void update() {
    showing = true;
    try {
      describe();
    } finally {
      showing = false;
    }
    Map<DraftField, String> problems = presenter.problems();
    fields.forEach(field -> field.problem(problems.get(field.field())));
    problem.show(problems.get(DraftField.ENVIRONMENT_FROM));
    boolean loaded = presenter.draft() != null;
    fields.forEach(field -> field.control().setEnabled(loaded));
    enable();
  }

  private void describe() {
    FunctionDraft draft = presenter.draft();
    for (HelpedField field : fields) {
      field.describe(presenter.descriptors().of(field.field()));
      // A word could not be shown before the server had said that it is one.
      if (draft != null && field.field() == DraftField.SEMANTICS) {
        field.show(draft.text(field.field()));
      }
    }
  }

  private void offer() {
    if (!form.isDisposed()) {
      showing = true;
      try {
        List<String> roles = new ArrayList<>(names.roles());
        // The first is no role.
        roles.add(0, "");
        for (HelpedField field : fields) {
          switch (field.field()) {
            case ON_SUCCESS, ON_FAILURE -> field.offer(names.destinations());
            case ROLE -> field.offer(roles);
            default -> {
              // The others are typed, or offer the server's words.
            }
          }
        }
      } finally {
        showing = false;
      }
    }
  }

  private void rows(FunctionDraft draft) {
    references.show(
        draft.environmentFrom(),
        "No variable has its value from elsewhere. “Add…” takes one from a secret.");
    enable();
  }

  private @Nullable Reference chosen() {
    return references.first();
  }

  private void change() {
    Reference chosen = chosen();
    if (chosen != null) {
      edit(chosen);
    }
  }

  private void edit(@Nullable Reference before) {
    ReferenceDialog dialog =
        new ReferenceDialog(
            form.getShell(), before, names.secrets(), presenter.descriptors().platformWords());
    if (dialog.open() == Window.OK) {
      replace(before, dialog.reference());
    }
  }

  private void remove() {
    Reference chosen = chosen();
    if (chosen != null) {
      replace(chosen, null);
    }
  }

  private void replace(@Nullable Reference before, @Nullable Reference after) {
    presenter.change(
        draft -> {
          List<Reference> all = new ArrayList<>(draft.environmentFrom());
          int at = before == null ? all.size() : all.indexOf(before);
          if (before != null && at >= 0) {
            all.remove(at);
          }
          if (after != null) {
            all.add(Math.max(0, at), after);
          }
          return draft.withEnvironmentFrom(all);
        });
    FunctionDraft draft = presenter.draft();
    if (draft != null) {
      rows(draft);
    }
  }

  private void enable() {
    boolean loaded = presenter.draft() != null;
    buttons.enable("add", loaded);
    buttons.enable("alias", chosen() != null);
    buttons.enable("remove", chosen() != null);
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
        .spacing(10, 6)
        .applyTo(client);
    section.setClient(client);
    return client;
  }
}
