package dev.sluice.studio.ui.editor;

import dev.sluice.api.BindingKindInfo;
import dev.sluice.api.BindingSpec;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.editor.DraftBindings;
import dev.sluice.studio.core.editor.DraftField;
import dev.sluice.studio.core.editor.FunctionDraft;
import dev.sluice.studio.core.editor.FunctionEditorPresenter;
import dev.sluice.studio.core.editor.NameChoices;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.jspecify.annotations.Nullable;

/** The data that the platform reads for a function and writes after it. */
final class BindingsPage {
  private static final String NOTHING =
      "Nothing is read for this function or written after it. “Add…” binds it to rows of a database,"
          + " objects, files, an address or state.";

  private final FunctionEditorPresenter presenter;
  private final NameChoices names;
  private final Composite pane;
  private final Label summary;
  private final RowTable<BindingSpec> table;
  private final ButtonColumn buttons;
  private List<BindingSpec> shown = List.of();
  private @Nullable BindingDialog dialog;

  BindingsPage(Composite parent, FunctionEditorPresenter presenter, StudioSession session) {
    this.presenter = presenter;
    names = new NameChoices(session, this::offer);
    pane = TablePane.in(parent);
    summary = TablePane.heading(pane, "Data in and out", "bindings.summary");
    table =
        new RowTable<>(
                pane,
                SWT.SINGLE | SWT.BORDER,
                "bindings.table",
                BindingsPage::name,
                List.of(
                    Column.of("Name", 130, BindingsPage::name),
                    Column.of("Kind", 80, it -> Objects.requireNonNullElse(it.kind(), "")),
                    Column.of("Data", 120, BindingsPage::way),
                    Column.of("What it says", 460, this::says)))
            .images(it -> Icons.image(out(it) ? "binding-out" : "binding-in"))
            .onSelect(chosen -> enable());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    Spoken.as(table.table(), "Bindings");
    VersionsPage.keys(table, this::change, this::remove);
    buttons = new ButtonColumn(pane, "bindings");
    buttons.add("Add…", "add", "Bind the function to a resource", () -> edit(null));
    buttons.add("Change…", "alias", "Change the binding (Enter)", this::change);
    buttons.add("Remove", "remove", "Remove the binding (Del)", this::remove);
    update();
  }

  private static String name(BindingSpec binding) {
    return Objects.requireNonNullElse(binding.name(), "");
  }

  private static boolean out(BindingSpec binding) {
    return "out".equals(binding.direction());
  }

  private static String way(BindingSpec binding) {
    return out(binding) ? "out: written" : "in: read";
  }

  private String says(BindingSpec binding) {
    return DraftBindings.says(binding, kinds());
  }

  private List<BindingKindInfo> kinds() {
    return presenter.descriptors().bindingKinds();
  }

  Control control() {
    return pane;
  }

  void setFocus() {
    table.table().setFocus();
  }

  /** The page is in front: names to choose from are looked up. */
  void open() {
    names.refresh();
  }

  /** Brings table, problem and buttons up to date. */
  void update() {
    if (pane.isDisposed()) {
      return;
    }
    FunctionDraft draft = presenter.draft();
    List<BindingSpec> now = draft == null ? List.of() : draft.bindings();
    if (now.isEmpty() || !now.equals(shown)) {
      shown = now;
      table.show(now, draft == null ? "Loading…" : NOTHING);
    }
    String problem = presenter.problems().get(DraftField.BINDINGS);
    summary.setText(
        problem == null
            ? "Read before the function runs as context.bindings.NAME, or written after it."
            : problem);
    summary.setToolTipText(summary.getText());
    summary.setForeground(problem == null ? Ink.FAINT : Ink.BAD);
    enable();
  }

  private void enable() {
    boolean known = presenter.draft() != null && !kinds().isEmpty();
    boolean chosen = table.first() != null;
    buttons.enable("add", known);
    buttons.enable("alias", known && chosen);
    buttons.enable("remove", chosen);
  }

  private void change() {
    BindingSpec chosen = table.first();
    if (chosen != null && !kinds().isEmpty()) {
      edit(chosen);
    }
  }

  private void remove() {
    BindingSpec chosen = table.first();
    if (chosen != null) {
      replace(chosen, null);
    }
  }

  private void edit(@Nullable BindingSpec before) {
    FunctionDraft draft = presenter.draft();
    if (draft == null) {
      return;
    }
    List<String> others =
        draft.bindings().stream().filter(it -> !it.equals(before)).map(BindingsPage::name).toList();
    BindingDialog asking =
        new BindingDialog(pane.getShell(), before, others, kinds(), names::secrets);
    dialog = asking;
    int answer = asking.open();
    dialog = null;
    if (answer == Window.OK) {
      replace(before, asking.binding());
    }
  }

  private void offer() {
    if (dialog != null) {
      dialog.offer();
    }
  }

  private void replace(@Nullable BindingSpec before, @Nullable BindingSpec after) {
    presenter.change(
        draft -> {
          List<BindingSpec> all = new ArrayList<>(draft.bindings());
          int at = before == null ? -1 : all.indexOf(before);
          if (at >= 0) {
            all.remove(at);
          }
          if (after != null) {
            all.add(at < 0 ? all.size() : at, after);
          }
          return draft.withBindings(all);
        });
  }
}
