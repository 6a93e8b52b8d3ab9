package dev.sluice.studio.ui;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** The ground of forms and the labels on it. Confined to the UI thread. */
public final class Paper {
  private Paper() {}

  /** Gives a composite the ground of forms, and returns it. */
  public static <C extends Composite> C of(C composite) {
    composite.setBackground(Ink.PAPER);
    composite.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    return composite;
  }

  /** A label that does not wrap. */
  public static Label label(Composite parent, String text) {
    return label(parent, text, SWT.NONE);
  }

  /** A label of this style. */
  public static Label label(Composite parent, String text, int style) {
    Label label = new Label(parent, style);
    label.setText(text);
    label.setBackground(Ink.PAPER);
    label.setForeground(Ink.TEXT);
    label.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    return label;
  }

  /** The caption of a field in the first of two columns. */
  public static Label caption(Composite parent, String text, int align) {
    Label label = label(parent, text);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, align).applyTo(label);
    return label;
  }

  /** A line in bold over all columns. */
  public static Label heading(Composite parent, int columns, String text) {
    Label label = label(parent, text);
    label.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
    GridDataFactory.fillDefaults().span(columns, 1).grab(true, false).applyTo(label);
    return label;
  }
}
