package dev.sluice.studio.ui.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.studio.core.invoke.JsonText;
import dev.sluice.studio.ui.StudioIds;
import java.util.Optional;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/** Asks what a repair needs, and why it is made; both go into the history. */
final class FixDialog extends TitleAreaDialog {
  private final Question question;
  private @Nullable Text json;
  private @Nullable Combo target;
  private Text why;
  private @Nullable Answer answer;

  /**
   * What is asked.
   *
   * @param json what stands in the field for JSON; null where there is none
   * @param targets to choose from; empty where there is nothing to choose
   */
  record Question(
      String title,
      String about,
      String button,
      @Nullable String json,
      java.util.List<String> targets) {}

  /** What was answered. */
  record Answer(@Nullable Object json, @Nullable String target, @Nullable String why) {}

  private FixDialog(Shell shell, Question question) {
    super(shell);
    this.question = question;
    setHelpAvailable(false);
  }

  static Optional<Answer> ask(Shell shell, Question question) {
    FixDialog dialog = new FixDialog(shell, question);
    return dialog.open() == Window.OK ? Optional.ofNullable(dialog.answer) : Optional.empty();
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    getShell().setText(question.title());
    setTitle(question.title());
    setMessage(question.about());
    Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 10).spacing(10, 8).applyTo(area);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
    if (!question.targets().isEmpty()) {
      new Label(area, SWT.NONE).setText("&State:");
      Combo combo = StudioIds.mark(new Combo(area, SWT.READ_ONLY), "fix.target");
      combo.setItems(question.targets().toArray(String[]::new));
      combo.select(0);
      target = combo;
    }
    if (question.json() != null) {
      Label label = new Label(area, SWT.NONE);
      label.setText("&Data:");
      GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(label);
      Text text = StudioIds.mark(new Text(area, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL), "fix.data");
      text.setFont(JFaceResources.getTextFont());
      text.setText(question.json());
      GridDataFactory.fillDefaults().grab(true, true).hint(420, 140).applyTo(text);
      text.addListener(SWT.Modify, e -> check());
      json = text;
    }
    new Label(area, SWT.NONE).setText("&Why:");
    why = StudioIds.mark(new Text(area, SWT.BORDER), "fix.why");
    why.setMessage("for those who read the history later");
    GridDataFactory.fillDefaults().grab(true, false).hint(420, SWT.DEFAULT).applyTo(why);
    return area;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, question.button(), true);
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
  }

  private void check() {
    boolean right = json == null || JsonText.check(json.getText()).isEmpty();
    setErrorMessage(right ? null : "The data is no JSON.");
    getButton(IDialogConstants.OK_ID).setEnabled(right);
  }

  @Override
  protected void okPressed() {
    String reason = why.getText().strip();
    try {
      Object value =
          json == null ? null : new ObjectMapper().readValue(json.getText(), Object.class);
      answer =
          new Answer(
              value, target == null ? null : target.getText(), reason.isEmpty() ? null : reason);
    } catch (JsonProcessingException e) {
      check();
      return;
    }
    super.okPressed();
  }

  @Override
  protected boolean isResizable() {
    return true;
  }
}
