package dev.sluice.studio.ui.editor;

import dev.sluice.studio.ui.StudioIds;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.jspecify.annotations.Nullable;

/** A text field with its label, its unit, and below it what is wrong with what was typed. */
final class ProblemField {
  private static final int UNIT_WIDTH = 70;

  private final Text text;
  private final ProblemLine problem;

  /**
   * A field in a grid of two columns, or of three when it has a unit.
   *
   * @param unit empty when there is none
   */
  ProblemField(FormToolkit toolkit, Composite parent, String label, String unit, String id) {
    toolkit.createLabel(parent, label);
    text = StudioIds.mark(toolkit.createText(parent, "", SWT.BORDER), id);
    if (unit.isEmpty()) {
      GridDataFactory.fillDefaults().grab(true, false).hint(80, SWT.DEFAULT).applyTo(text);
    } else {
      GridDataFactory.fillDefaults().hint(UNIT_WIDTH, SWT.DEFAULT).applyTo(text);
      GridDataFactory.fillDefaults()
          .align(SWT.BEGINNING, SWT.CENTER)
          .grab(true, false)
          .applyTo(toolkit.createLabel(parent, unit));
    }
    problem = new ProblemLine(toolkit, parent, unit.isEmpty() ? 2 : 3, id);
  }

  Text control() {
    return text;
  }

  String text() {
    return text.getText();
  }

  void tip(String tip) {
    text.setToolTipText(tip);
  }

  void listen(Runnable listener) {
    text.addListener(SWT.Modify, e -> listener.run());
  }

  void show(String value) {
    if (!value.equals(text.getText())) {
      text.setText(value);
    }
  }

  void problem(@Nullable String sentence) {
    problem.show(sentence);
  }
}
