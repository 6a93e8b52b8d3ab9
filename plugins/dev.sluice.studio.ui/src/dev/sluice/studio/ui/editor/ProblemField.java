package dev.sluice.studio.ui.editor;

import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.jspecify.annotations.Nullable;

/** A text field with its label, its unit, and below it what is wrong with what was typed. */
final class ProblemField {
  private static final int UNIT_WIDTH = 52;

  private final FormToolkit toolkit;
  private final Composite parent;
  private final String id;
  private final Text text;
  private final Control last;
  private ProblemLine problem;

  /**
   * A field of two cells of the grid, or three when it has a unit; {@link #below} follows, at once
   * or after other fields of the same row.
   *
   * @param unit empty when there is none
   */
  ProblemField(FormToolkit toolkit, Composite parent, String label, String unit, String id) {
    this.toolkit = toolkit;
    this.parent = parent;
    this.id = id;
    toolkit.createLabel(parent, label);
    text = StudioIds.mark(toolkit.createText(parent, "", SWT.BORDER), id);
    Spoken.as(text, unit.isEmpty() ? label : label + ", " + unit);
    if (unit.isEmpty()) {
      GridDataFactory.fillDefaults().grab(true, false).hint(80, SWT.DEFAULT).applyTo(text);
      last = text;
    } else {
      GridDataFactory.fillDefaults().hint(UNIT_WIDTH, SWT.DEFAULT).applyTo(text);
      last = toolkit.createLabel(parent, unit);
      GridDataFactory.fillDefaults()
          .align(SWT.BEGINNING, SWT.CENTER)
          .grab(true, false)
          .applyTo(last);
    }
  }

  /** Nothing follows in its row of so many columns; returns the field. */
  ProblemField lastInRow(int columns) {
    ((GridData) last.getLayoutData()).horizontalSpan = columns - (last == text ? 1 : 2);
    return this;
  }

  /** Makes room for what is wrong, over so many columns; returns the field. */
  ProblemField below(int columns) {
    problem = new ProblemLine(toolkit, parent, columns, id);
    return this;
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
