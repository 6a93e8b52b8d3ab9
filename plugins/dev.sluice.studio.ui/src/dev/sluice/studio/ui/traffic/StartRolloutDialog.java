package dev.sluice.studio.ui.traffic;

import dev.sluice.api.RolloutSpec;
import dev.sluice.studio.core.traffic.Shares;
import dev.sluice.studio.core.traffic.StepsText;
import dev.sluice.studio.core.traffic.TrafficPresenter;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
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

/** Asks for the plan of a rollout. Confined to the UI thread. */
final class StartRolloutDialog extends TitleAreaDialog {
  private static final String USUAL_STEPS = "5%:5m, 25%:10m, 50%:10m";

  private final TrafficPresenter presenter;
  private Combo canary;
  private Text steps;
  private Text errors;
  private Text latency;
  private Text samples;
  private @Nullable RolloutSpec spec;

  StartRolloutDialog(Shell shell, TrafficPresenter presenter) {
    super(shell);
    this.presenter = presenter;
  }

  /** The plan, once the dialog was closed with OK. */
  RolloutSpec spec() {
    return java.util.Objects.requireNonNull(spec);
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText("Start Rollout");
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    setTitle("Take " + presenter.alias() + " to another version");
    setMessage("In each step both versions are compared; a worse one is taken back by itself.");
    Composite form = new Composite(area, SWT.NONE);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(12, 12).spacing(10, 8).applyTo(form);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
    label(form, "Canary");
    canary = StudioIds.mark(new Combo(form, SWT.READ_ONLY), "rollout.canary");
    Shares shares = presenter.planned();
    List<Integer> others =
        presenter.versions().stream()
            .filter(v -> shares == null || shares.percent().getOrDefault(v, 0) < 100)
            .toList();
    others.forEach(version -> canary.add("v" + version));
    canary.select(0);
    steps = text(form, "Steps", USUAL_STEPS, "rollout.steps");
    steps.setToolTipText("Shares and times, like 5%:10m, 50%:manual; s, m, h or d");
    errors = text(form, "May fail more, in percent", "1", "rollout.errors");
    latency = text(form, "May take so many times as long", "2", "rollout.latency");
    samples = text(form, "Calls of each before judging", "50", "rollout.samples");
    return area;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, "Start", true);
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
    check();
  }

  private static void label(Composite form, String text) {
    new Label(form, SWT.NONE).setText(text);
  }

  private Text text(Composite form, String label, String value, String id) {
    label(form, label);
    Text text = StudioIds.mark(new Text(form, SWT.BORDER), id);
    text.setText(value);
    GridDataFactory.fillDefaults().grab(true, false).hint(260, SWT.DEFAULT).applyTo(text);
    text.addListener(SWT.Modify, event -> check());
    return text;
  }

  private void check() {
    if (getButton(IDialogConstants.OK_ID) == null) {
      return;
    }
    try {
      spec = read();
      setErrorMessage(null);
    } catch (IllegalArgumentException e) {
      spec = null;
      setErrorMessage(e.getMessage());
    }
    getButton(IDialogConstants.OK_ID).setEnabled(spec != null);
  }

  private RolloutSpec read() {
    RolloutSpec.Judgement judgement =
        new RolloutSpec.Judgement(
            number(errors, "The percentage that may fail more") / 100,
            number(latency, "How many times as long it may take"),
            null,
            null,
            (int) number(samples, "The number of calls"),
            null,
            null);
    int version = Integer.parseInt(canary.getText().substring(1));
    return new RolloutSpec(
        presenter.alias(), version, StepsText.parse(steps.getText()), judgement, null, null);
  }

  private static double number(Text text, String what) {
    try {
      return Double.parseDouble(text.getText().strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " is a number.", e);
    }
  }
}
