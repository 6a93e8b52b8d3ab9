package dev.sluice.studio.ui.compare;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
import java.util.function.IntConsumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.Bullet;
import org.eclipse.swt.custom.ST;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GlyphMetrics;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/**
 * One of two texts that are compared: lines with their numbers, and gaps where the other has more.
 */
final class CompareText {
  private static final int NUMBER_WIDTH = 44;
  private static final int NUMBER_GAP = 10;

  private final Label title;
  private final StyledText text;
  private List<Integer> numbers = List.of();
  private boolean following;

  /**
   * Without a text yet.
   *
   * @param go told to go to the next difference (1) or the one before (-1)
   */
  CompareText(Composite parent, String id, IntConsumer go) {
    Composite side = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(side);
    title = StudioIds.mark(new Label(side, SWT.NONE), id + ".title");
    title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    GridDataFactory.fillDefaults().grab(true, false).indent(8, 0).applyTo(title);
    text =
        StudioIds.mark(
            new StyledText(side, SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL | SWT.BORDER), id);
    text.setFont(JFaceResources.getTextFont());
    text.setForeground(Ink.TEXT);
    text.setBackground(Ink.PAPER);
    text.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(text);
    text.addLineStyleListener(
        event -> {
          StyleRange style = new StyleRange();
          style.metrics = new GlyphMetrics(0, 0, NUMBER_WIDTH);
          event.bullet = new Bullet(ST.BULLET_CUSTOM, style);
          event.bulletIndex = text.getLineAtOffset(event.lineOffset);
        });
    text.addPaintObjectListener(
        event -> {
          int number = event.bulletIndex < numbers.size() ? numbers.get(event.bulletIndex) : -1;
          if (number >= 0) {
            String words = Integer.toString(number + 1);
            Point size = event.gc.stringExtent(words);
            event.gc.setForeground(Ink.FAINT);
            event.gc.drawString(words, event.x + NUMBER_WIDTH - NUMBER_GAP - size.x, event.y, true);
          }
        });
    text.addListener(
        SWT.KeyDown,
        event -> {
          if (event.stateMask == SWT.ALT
              && (event.keyCode == SWT.ARROW_DOWN || event.keyCode == SWT.ARROW_UP)) {
            event.doit = false;
            go.accept(event.keyCode == SWT.ARROW_DOWN ? 1 : -1);
          }
        });
    // A text that takes the tab key would keep those in who have no pointer.
    text.addListener(
        SWT.Traverse,
        event -> {
          if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
            event.doit = true;
          }
        });
  }

  /** Scrolls along with the other. */
  void follow(CompareText other) {
    // However it was scrolled, by bar, wheel, keys or selection: it paints.
    other.text.addListener(SWT.Paint, event -> scrolled(other));
  }

  private void scrolled(CompareText other) {
    if (!following && !text.isDisposed() && text.getTopPixel() != other.text.getTopPixel()) {
      following = true;
      try {
        other.following = true;
        text.setTopPixel(other.text.getTopPixel());
      } finally {
        following = false;
        other.following = false;
      }
    }
  }

  void setFocus() {
    text.setFocus();
  }

  /**
   * Shows a text.
   *
   * @param rows for each line that is shown the index of the text's line, or -1 for a gap
   * @param same for each line that is shown whether the other text has it
   * @param paper the ground of lines that the other has not
   */
  void show(
      String heading, List<String> lines, List<Integer> rows, List<Boolean> same, Color paper) {
    title.setText(heading);
    Spoken.as(text, heading);
    numbers = rows;
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      all.append(i == 0 ? "" : "\n").append(rows.get(i) < 0 ? "" : lines.get(rows.get(i)));
    }
    text.setText(all.toString());
    for (int i = 0; i < rows.size(); i++) {
      if (!same.get(i)) {
        text.setLineBackground(i, 1, rows.get(i) < 0 ? Ink.GAP : paper);
      }
    }
  }

  /** Shows a line with some before it, and puts the caret there. */
  void reveal(int line) {
    following = true;
    try {
      text.setCaretOffset(text.getOffsetAtLine(line));
      text.setTopIndex(Math.max(0, line - 3));
    } finally {
      following = false;
    }
  }
}
