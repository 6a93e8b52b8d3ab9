package dev.sluice.studio.ui.workflow;

import dev.sluice.flow.text.Problem;
import dev.sluice.flow.validate.QuickFixes;
import dev.sluice.studio.core.workflow.WorkflowEditorPresenter;
import dev.sluice.studio.ui.DropDown;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** What is wrong with the workflow: how much, and each with its line. Confined to the UI thread. */
final class ProblemsPane {
  private static final int ROWS = 4;

  private final Label icon;
  private final Label count;
  private final Table table;
  private final Composite parent;
  private final WorkflowEditorPresenter presenter;
  private final Runnable fixed;
  private final Button fix;
  private final Menu menu;
  private List<Problem> shown = List.of();
  private int shownRows;

  /**
   * A list without problems.
   *
   * @param chosen is told which problem is looked at
   * @param fixed is told that one was put right: the list may be gone, and the focus with it
   */
  ProblemsPane(
      Composite parent,
      WorkflowEditorPresenter presenter,
      Consumer<Problem> chosen,
      Runnable fixed) {
    this.parent = parent;
    this.presenter = presenter;
    this.fixed = fixed;
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(3).margins(8, 3).spacing(6, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    icon = new Label(row, SWT.NONE);
    count = StudioIds.mark(new Label(row, SWT.NONE), "workflow.problemCount");
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(count);
    fix = StudioIds.mark(new Button(row, SWT.PUSH), "workflow.fix");
    fix.setText("&Quick Fix…");
    fix.setToolTipText("Shows what would put the selected problem right (Ctrl+1)");
    fix.addListener(SWT.Selection, e -> offer(fix, new Point(0, fix.getSize().y)));
    GridDataFactory.swtDefaults().exclude(true).applyTo(fix);
    fix.setVisible(false);
    table = StudioIds.mark(new Table(parent, SWT.FULL_SELECTION | SWT.SINGLE), "workflow.problems");
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .hint(100, ROWS * table.getItemHeight() + 6)
        .exclude(true)
        .applyTo(table);
    table.setVisible(false);
    table.addListener(
        SWT.Selection,
        e -> {
          int index = table.getSelectionIndex();
          if (index >= 0 && index < shown.size()) {
            chosen.accept(shown.get(index));
          }
          fix.setEnabled(!found().isEmpty());
        });
    table.addListener(
        SWT.KeyDown,
        e -> {
          if (e.stateMask == SWT.MOD1 && e.keyCode == '1' && table.getSelectionCount() > 0) {
            Rectangle item = table.getSelection()[0].getBounds();
            offer(table, new Point(item.x, item.y + item.height));
          }
        });
    menu = new Menu(table);
    menu.addListener(SWT.Show, e -> fill());
    table.setMenu(menu);
  }

  private List<QuickFixes.Fix> found() {
    int index = table.getSelectionIndex();
    return index >= 0 && index < shown.size() ? presenter.fixes(shown.get(index)) : List.of();
  }

  private void offer(Control below, Point place) {
    if (!found().isEmpty()) {
      menu.setLocation(below.toDisplay(place));
      menu.setVisible(true);
    }
  }

  private void fill() {
    for (MenuItem item : menu.getItems()) {
      item.dispose();
    }
    List<QuickFixes.Fix> offered = found();
    for (QuickFixes.Fix one : offered) {
      DropDown.entry(menu, SWT.PUSH, one.label(), () -> apply(one));
    }
    if (offered.isEmpty()) {
      DropDown.none(menu, "No quick fix");
    }
  }

  private void apply(QuickFixes.Fix chosen) {
    presenter.fix(chosen);
    fixed.run();
  }

  /** Shows other problems. */
  void show(List<Problem> problems) {
    shown = problems;
    long errors = problems.stream().filter(problem -> !problem.isWarning()).count();
    long warnings = problems.size() - errors;
    icon.setImage(Icons.image(errors > 0 ? "error" : warnings > 0 ? "warning" : "ok"));
    count.setText(sentence(errors, warnings));
    count.setForeground(errors > 0 ? Ink.BAD : warnings > 0 ? Ink.WARN : Ink.FAINT);
    table.removeAll();
    for (Problem problem : problems) {
      TableItem item = new TableItem(table, SWT.NONE);
      item.setImage(Icons.image(problem.isWarning() ? "warning" : "error"));
      item.setText(
          "Line " + problem.position().line() + ":  " + WorkflowWords.sentence(problem.message()));
    }
    fix.setEnabled(false);
    int rows = Math.min(ROWS, problems.size());
    if (rows != shownRows) {
      shownRows = rows;
      ((GridData) table.getLayoutData()).heightHint = rows * (table.getItemHeight() + 2);
      Shown.set(table, rows > 0);
      Shown.set(fix, rows > 0);
      parent.layout(true);
    }
  }

  private static String sentence(long errors, long warnings) {
    if (errors + warnings == 0) {
      return "No problems";
    }
    String bad = errors == 0 ? "" : errors == 1 ? "1 error" : errors + " errors";
    String odd = warnings == 0 ? "" : warnings == 1 ? "1 warning" : warnings + " warnings";
    return bad.isEmpty() || odd.isEmpty() ? bad + odd : bad + ", " + odd;
  }
}
