package dev.sluice.studio.ui.editor;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.RoutingKey;
import dev.sluice.studio.core.editor.DraftCheck;
import dev.sluice.studio.core.version.SharesText;
import dev.sluice.studio.core.version.VersionsPresenter;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import java.util.Objects;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/** Asks what an alias leads to. Confined to the UI thread. */
final class AliasDialog extends TitleAreaDialog {
  private static final int NONE = 0;
  private static final int HEADER = 1;
  private static final String MESSAGE =
      "Callers use an alias like a version. It leads to one version, or shares calls out.";

  private final VersionsPresenter presenter;
  private final @Nullable AliasInfo before;
  private Text name;
  private Text shares;
  private Combo routing;
  private Text key;
  private Text description;
  private String chosenName = "";
  private @Nullable AliasSpec spec;

  /**
   * Not yet open.
   *
   * @param before the alias as it is; null to make one
   */
  AliasDialog(Shell shell, VersionsPresenter presenter, @Nullable AliasInfo before) {
    super(shell);
    this.presenter = presenter;
    this.before = before;
  }

  /** The alias's name, once the dialog was closed with OK. */
  String name() {
    return chosenName;
  }

  /** What it leads to, once the dialog was closed with OK. */
  AliasSpec spec() {
    return Objects.requireNonNull(spec);
  }

  @Override
  protected boolean isResizable() {
    return true;
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText(before == null ? "New Alias" : "Change Alias");
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    setTitle(
        before == null
            ? "An alias of " + presenter.function()
            : "The alias " + before.name() + " of " + presenter.function());
    setMessage(MESSAGE);
    Composite form = new Composite(area, SWT.NONE);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(12, 12).spacing(10, 8).applyTo(form);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
    name = text(form, "Name", before == null ? "" : before.name(), "alias.name");
    name.setEditable(before == null);
    name.setMessage("live");
    String newest = presenter.numbers().isEmpty() ? "" : "" + presenter.numbers().get(0);
    shares =
        text(
            form,
            "Leads to",
            before == null ? newest : SharesText.editable(before.weights()),
            "alias.shares");
    shares.setMessage("3, or shares: 1=90%, 2=10%");
    shares.setToolTipText("A version's number, or shares that sum to 100 %: 1=90%, 2=10%");
    label(form, "Callers stay by");
    routing = StudioIds.mark(new Combo(form, SWT.READ_ONLY), "alias.routing");
    routing.setItems("nothing: each call is drawn anew", "a header of the request", "a JSON path");
    routing.setToolTipText("Calls with the same value of it always go to the same version.");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(routing);
    key = text(form, "Header or path", "", "alias.key");
    RoutingKey now = before == null ? null : before.routingKey();
    routing.select(now == null ? NONE : now.header() != null ? HEADER : HEADER + 1);
    key.setText(
        now == null
            ? ""
            : now.header() != null ? now.header() : Objects.toString(now.jsonPath(), ""));
    routing.addListener(SWT.Selection, e -> check());
    description =
        text(form, "Description", before == null ? "" : before.description(), "alias.description");
    if (before != null) {
      shares.setFocus();
      shares.selectAll();
    }
    return area;
  }

  private static void label(Composite form, String text) {
    new Label(form, SWT.NONE).setText(text);
  }

  private Text text(Composite form, String label, String value, String id) {
    label(form, label);
    Text text = Spoken.as(StudioIds.mark(new Text(form, SWT.BORDER), id), label);
    text.setText(value);
    GridDataFactory.fillDefaults().grab(true, false).hint(320, SWT.DEFAULT).applyTo(text);
    text.addListener(SWT.Modify, event -> check());
    return text;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, before == null ? "Create" : "Change", true);
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
    check();
  }

  private void check() {
    if (getButton(IDialogConstants.OK_ID) == null) {
      return;
    }
    key.setEnabled(routing.getSelectionIndex() != NONE);
    key.setMessage(routing.getSelectionIndex() == HEADER ? "X-User" : "$.user.id");
    try {
      spec = read();
      chosenName = name.getText().strip();
      setErrorMessage(null);
    } catch (IllegalArgumentException e) {
      spec = null;
      // An empty form is not wrong yet.
      setErrorMessage(name.getText().isEmpty() ? null : e.getMessage());
    }
    getButton(IDialogConstants.OK_ID).setEnabled(spec != null);
  }

  private AliasSpec read() {
    String wrong = DraftCheck.name(name.getText().strip());
    if (wrong != null) {
      throw new IllegalArgumentException(wrong.replace("the function", "the alias"));
    }
    boolean taken =
        before == null
            && presenter.aliases().stream().anyMatch(a -> a.name().equals(name.getText().strip()));
    if (taken) {
      throw new IllegalArgumentException("There is an alias of this name: change that one.");
    }
    return new AliasSpec(
        SharesText.parse(shares.getText(), presenter.numbers()),
        routingKey(),
        description.getText().strip());
  }

  private RoutingKey routingKey() {
    int kind = routing.getSelectionIndex();
    String value = key.getText().strip();
    if (kind == NONE) {
      return new RoutingKey(null, null);
    }
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          kind == HEADER ? "Name the header, like X-User." : "Give the path, like $.user.id.");
    }
    return kind == HEADER ? new RoutingKey(value, null) : new RoutingKey(null, value);
  }
}
