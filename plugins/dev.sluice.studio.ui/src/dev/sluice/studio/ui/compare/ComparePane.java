package dev.sluice.studio.ui.compare;

import dev.sluice.studio.core.compare.LineDiff;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.jspecify.annotations.Nullable;

/**
 * Two texts beside one another, their lines face to face, with what differs on coloured ground.
 * Alt+Down and Alt+Up go from difference to difference. Confined to the UI thread.
 */
public final class ComparePane {
  private final Composite pane;
  private final Label summary;
  private final Button previous;
  private final Button next;
  private final CompareText left;
  private final CompareText right;
  private List<Integer> differences = List.of();
  private int at = -1;

  /**
   * Without texts yet.
   *
   * @param id for those who look for its widgets
   */
  public ComparePane(Composite parent, String id) {
    pane = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(pane);
    Composite row = new Composite(pane, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(3).margins(8, 4).spacing(6, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    summary = StudioIds.mark(new Label(row, SWT.NONE), id + ".summary");
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .align(SWT.FILL, SWT.CENTER)
        .hint(60, SWT.DEFAULT)
        .applyTo(summary);
    previous = button(row, "Previous", "previous", "Previous difference (Alt+Up)", id, -1);
    next = button(row, "Next", "next", "Next difference (Alt+Down)", id, 1);
    SashForm sash = new SashForm(pane, SWT.HORIZONTAL);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
    left = new CompareText(sash, id + ".left", this::go);
    right = new CompareText(sash, id + ".right", this::go);
    left.follow(right);
    right.follow(left);
  }

  /** The widget. */
  public Control control() {
    return pane;
  }

  /** Puts the caret into the earlier text. */
  public void setFocus() {
    left.setFocus();
  }

  /** Shows two texts; returns how many differences there are. */
  public int show(String leftTitle, String leftText, String rightTitle, String rightText) {
    List<String> leftLines = LineDiff.lines(leftText);
    List<String> rightLines = LineDiff.lines(rightText);
    List<LineDiff.Row> rows = LineDiff.rows(leftLines, rightLines);
    List<Integer> numbersLeft = new ArrayList<>();
    List<Integer> numbersRight = new ArrayList<>();
    List<Boolean> same = new ArrayList<>();
    for (LineDiff.Row row : rows) {
      numbersLeft.add(row.left());
      numbersRight.add(row.right());
      same.add(row.same());
    }
    left.show(leftTitle, leftLines, numbersLeft, same, Ink.BAD_PAPER);
    right.show(rightTitle, rightLines, numbersRight, same, Ink.GOOD_PAPER);
    differences = LineDiff.differences(rows);
    at = -1;
    int count = differences.size();
    summary.setText(
        count == 0
            ? "There is no difference."
            : count + (count == 1 ? " difference" : " differences"));
    summary.setForeground(Ink.FAINT);
    if (count > 0) {
      go(1);
    }
    enable();
    return count;
  }

  private void go(int step) {
    if (!differences.isEmpty()) {
      at = Math.max(0, Math.min(differences.size() - 1, at + step));
      int line = differences.get(at);
      left.reveal(line);
      right.reveal(line);
      summary.setText("Difference " + (at + 1) + " of " + differences.size());
      enable();
    }
  }

  private void enable() {
    previous.setEnabled(at > 0);
    next.setEnabled(at < differences.size() - 1);
  }

  private Button button(
      Composite row, String label, String icon, @Nullable String tip, String id, int step) {
    Button button = StudioIds.mark(new Button(row, SWT.PUSH), id + "." + icon);
    button.setText(label);
    button.setImage(Icons.image(icon));
    button.setToolTipText(tip);
    button.setEnabled(false);
    button.addListener(SWT.Selection, e -> go(step));
    return button;
  }
}
