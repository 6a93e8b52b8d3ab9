package dev.sluice.studio.ui.editor;

import dev.sluice.api.BindingKindInfo;
import dev.sluice.api.BindingSpec;
import dev.sluice.studio.core.editor.BindingDraft;
import dev.sluice.studio.core.editor.DraftBindings;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.option.OptionFields;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/**
 * Asks for name, direction, kind and options of a binding; the form is what the server says of its
 * kinds. Confined to the UI thread.
 */
final class BindingDialog extends TitleAreaDialog {
  private static final String MESSAGE =
      "The platform reads it before the function runs, or writes what the function sets.";

  private final @Nullable BindingSpec before;
  private final List<String> others;
  private final List<BindingKindInfo> kinds;
  private final Supplier<List<String>> secrets;
  private Text name;
  private Combo direction;
  private Combo kind;
  private Label about;
  private ScrolledComposite scroll;
  private OptionFields fields;
  private @Nullable BindingDraft draft;
  private @Nullable BindingSpec binding;

  /**
   * Not yet open.
   *
   * @param before what is there; null for a new one
   * @param others names that are taken
   * @param kinds at least one
   * @param secrets names to choose from; another can be typed
   */
  BindingDialog(
      Shell shell,
      @Nullable BindingSpec before,
      List<String> others,
      List<BindingKindInfo> kinds,
      Supplier<List<String>> secrets) {
    super(shell);
    this.before = before;
    this.others = others;
    this.kinds = kinds;
    this.secrets = secrets;
  }

  /** What was chosen, once the dialog was closed with OK. */
  BindingSpec binding() {
    return Objects.requireNonNull(binding);
  }

  /** Offers the names of secrets anew. */
  void offer() {
    if (fields != null && !scroll.isDisposed()) {
      fields.secrets(secrets.get());
    }
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText(before == null ? "Add Binding" : "Change Binding");
  }

  @Override
  protected boolean isResizable() {
    return true;
  }

  @Override
  protected Point getInitialSize() {
    return new Point(680, 620);
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    setTitle("Data in or out of the function");
    setMessage(MESSAGE);
    Composite form = new Composite(area, SWT.NONE);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(12, 12).spacing(10, 8).applyTo(form);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
    new Label(form, SWT.NONE).setText("Name");
    name = StudioIds.mark(new Text(form, SWT.BORDER), "binding.name");
    name.setMessage("user, as context.bindings.user");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(name);
    new Label(form, SWT.NONE).setText("Data");
    direction = StudioIds.mark(new Combo(form, SWT.READ_ONLY), "binding.direction");
    direction.setItems("in: read before the function runs", "out: written after it has succeeded");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(direction);
    new Label(form, SWT.NONE).setText("Kind");
    kind = StudioIds.mark(new Combo(form, SWT.READ_ONLY), "binding.kind");
    kind.setItems(kinds.stream().map(BindingKindInfo::name).toArray(String[]::new));
    GridDataFactory.fillDefaults().grab(true, false).applyTo(kind);
    about = StudioIds.mark(new Label(form, SWT.WRAP), "binding.about");
    about.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults()
        .span(2, 1)
        .grab(true, false)
        .hint(400, SWT.DEFAULT)
        .applyTo(about);
    scroll = new ScrolledComposite(form, SWT.V_SCROLL);
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).hint(500, 300).applyTo(scroll);
    fill();
    name.addListener(SWT.Modify, e -> check());
    direction.addListener(SWT.Selection, e -> turn());
    kind.addListener(SWT.Selection, e -> showKind());
    return area;
  }

  private void fill() {
    boolean out = before != null && "out".equals(before.direction());
    direction.select(out ? 1 : 0);
    kind.select(0);
    if (before != null) {
      name.setText(Objects.requireNonNullElse(before.name(), ""));
      DraftBindings.kind(before, kinds).ifPresent(it -> kind.select(kinds.indexOf(it)));
    }
    showKind();
  }

  private BindingDraft shown() {
    return Objects.requireNonNull(draft);
  }

  private void showKind() {
    BindingKindInfo chosen = kinds.get(kind.getSelectionIndex());
    BindingDraft typed = new BindingDraft(chosen);
    if (draft != null) {
      typed.options().take(draft.options());
    } else if (before != null && chosen.name().equals(before.kind())) {
      typed.take(before);
    }
    typed.direction(way());
    draft = typed;
    about.setText(chosen.summary());
    about.getParent().layout(true);
    fields = new OptionFields(scroll, typed.options(), "binding", typed::note, this::check);
    offer();
    check();
  }

  private String way() {
    return BindingDraft.DIRECTIONS.get(direction.getSelectionIndex());
  }

  private void turn() {
    shown().direction(way());
    fields.update();
    check();
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    StudioIds.mark(
        createButton(parent, IDialogConstants.OK_ID, before == null ? "Add" : "Change", true),
        "binding.ok");
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
    check();
  }

  private void check() {
    if (getButton(IDialogConstants.OK_ID) == null) {
      return;
    }
    String called = name.getText().strip();
    String wrong = DraftBindings.nameProblem(called, others);
    // What is still empty is no mistake yet.
    setErrorMessage(called.isEmpty() ? null : wrong);
    binding = wrong == null && shown().options().complete() ? shown().spec(called) : null;
    getButton(IDialogConstants.OK_ID).setEnabled(binding != null);
  }
}
