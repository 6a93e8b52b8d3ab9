package dev.sluice.studio.ui;

import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.jface.viewers.StyledString.Styler;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.TextStyle;

/** Labels of a tree: a name, and behind it in other colours what is to be known of it. */
public abstract class StyledLabels extends LabelProvider implements IStyledLabelProvider {
  private static final String GAP = "  ";

  /** Writes in a colour. */
  protected static Styler inked(Color ink) {
    return new Styler() {
      @Override
      public void applyStyles(TextStyle style) {
        style.foreground = ink;
      }
    };
  }

  /** Adds words behind what is there, if there are any. */
  protected static void append(StyledString text, String words, Styler style) {
    if (!words.isEmpty()) {
      text.append(text.length() == 0 ? words : GAP + words, style);
    }
  }

  @Override
  public String getText(Object element) {
    return getStyledText(element).getString();
  }
}
