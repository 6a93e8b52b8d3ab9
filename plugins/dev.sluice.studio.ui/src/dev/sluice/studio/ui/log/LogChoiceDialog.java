package dev.sluice.studio.ui.log;

import dev.sluice.api.LogOwner;
import dev.sluice.studio.core.log.LogNames.Choice;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.StudioIds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

/** Asks whose logs are shown together. Confined to the UI thread. */
final class LogChoiceDialog extends Dialog {
  private static final int HEIGHT = 340;
  private static final int[] WIDTHS = {260, 90, 190};
  private static final String[] TITLES = {"Name", "Kind", "Labels"};

  private final List<Choice> choices;
  private final Set<LogOwner> chosen;
  private Table table;
  private Text filter;

  /**
   * Asks among these.
   *
   * @param before those that are chosen to begin with
   */
  LogChoiceDialog(Shell shell, List<Choice> choices, List<LogOwner> before) {
    super(shell);
    this.choices = choices;
    this.chosen = new LinkedHashSet<>(before);
    setShellStyle(getShellStyle() | SWT.RESIZE);
  }

  /** Those that are chosen, in the order of the list. */
  List<LogOwner> chosen() {
    return choices.stream().map(Choice::owner).filter(chosen::contains).toList();
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText("Choose Logs");
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    GridLayoutFactory.fillDefaults().numColumns(3).margins(12, 12).spacing(8, 8).applyTo(area);
    Label about = new Label(area, SWT.WRAP);
    about.setText("Lines of all that are checked are shown together, in the order of their time.");
    GridDataFactory.fillDefaults().span(3, 1).applyTo(about);
    filter = new Text(area, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    StudioIds.mark(filter, "logs.filter");
    filter.setMessage("Name, kind or label=value");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
    filter.addListener(SWT.Modify, event -> fill());
    Button every = StudioIds.mark(new Button(area, SWT.PUSH), "logs.every");
    every.setText("Check All Shown");
    every.addListener(SWT.Selection, event -> checkShown());
    Button none = StudioIds.mark(new Button(area, SWT.PUSH), "logs.none");
    none.setText("Uncheck All");
    none.addListener(SWT.Selection, event -> uncheckAll());
    table =
        StudioIds.mark(
            new Table(area, SWT.CHECK | SWT.BORDER | SWT.FULL_SELECTION | SWT.V_SCROLL),
            "logs.table");
    table.setHeaderVisible(true);
    for (int i = 0; i < TITLES.length; i++) {
      TableColumn column = new TableColumn(table, SWT.LEFT);
      column.setText(TITLES[i]);
      column.setWidth(WIDTHS[i]);
    }
    GridDataFactory.fillDefaults()
        .grab(true, true)
        .span(3, 1)
        .hint(SWT.DEFAULT, HEIGHT)
        .applyTo(table);
    table.addListener(SWT.Selection, event -> taken((TableItem) event.item));
    fill();
    return area;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, "Show", true);
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
    enable();
  }

  private void fill() {
    table.setRedraw(false);
    table.removeAll();
    for (Choice choice : choices) {
      if (choice.has(filter.getText())) {
        LogOwner owner = choice.owner();
        TableItem item = new TableItem(table, SWT.NONE);
        item.setData(owner);
        item.setText(new String[] {owner.name(), owner.kind().word(), choice.labelText()});
        item.setImage(Icons.image(icon(owner)));
        item.setChecked(chosen.contains(owner));
      }
    }
    table.setRedraw(true);
  }

  private static String icon(LogOwner owner) {
    return switch (owner.kind()) {
      case FUNCTION -> "function";
      case WORKFLOW -> "workflow";
      case SOURCE -> "source";
    };
  }

  private void checkShown() {
    for (TableItem item : table.getItems()) {
      item.setChecked(true);
      taken(item);
    }
  }

  private void uncheckAll() {
    chosen.clear();
    fill();
    enable();
  }

  private void taken(TableItem item) {
    LogOwner owner = (LogOwner) item.getData();
    if (item.getChecked()) {
      chosen.add(owner);
    } else {
      chosen.remove(owner);
    }
    enable();
  }

  private void enable() {
    Button show = getButton(IDialogConstants.OK_ID);
    if (show != null) {
      show.setEnabled(!chosen.isEmpty());
    }
  }
}
