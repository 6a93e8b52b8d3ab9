package dev.sluice.studio.ui.workflow;

import dev.sluice.api.ExecutionInfo;
import dev.sluice.studio.core.execution.BatchRepair;
import dev.sluice.studio.core.execution.BatchRepair.Phase;
import dev.sluice.studio.core.execution.BatchRepair.Row;
import dev.sluice.studio.core.execution.Repair;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import java.util.List;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a repair would do to each of several executions, asks why, does it, and shows what
 * went wrong.
 */
final class RepairDialog extends TitleAreaDialog implements BatchRepair.View {
  private static final int PAUSE_MILLIS = 350;

  private final BatchRepair batch;
  private final int size;
  private @Nullable Text data;
  private @Nullable Text state;
  private Text why;
  private Table table;
  private int typed;

  private RepairDialog(Shell shell, Repair repair, List<ExecutionInfo> executions) {
    super(shell);
    size = executions.size();
    batch = new BatchRepair(StudioServices.session(), repair, executions, this);
    setHelpAvailable(false);
  }

  /** Opens it for these, at least one. */
  static void open(Shell shell, Repair repair, List<ExecutionInfo> executions) {
    new RepairDialog(shell, repair, executions).open();
  }

  private String title() {
    String things = size == 1 ? "1 Execution" : size + " Executions";
    return batch.repair().title() + ": " + things;
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    getShell().setText(title());
    setTitle(title());
    setMessage(batch.repair().about());
    Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 10).spacing(10, 8).applyTo(area);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
    if (batch.repair().takesState()) {
      new Label(area, SWT.NONE).setText("&State:");
      Text field = StudioIds.mark(new Text(area, SWT.BORDER), "repair.state");
      field.setMessage("the name of the state to go on at");
      GridDataFactory.fillDefaults().grab(true, false).applyTo(field);
      field.addListener(SWT.Modify, e -> later());
      state = field;
    }
    String json = batch.repair().data();
    if (json != null) {
      Label label = new Label(area, SWT.NONE);
      label.setText("&Data:");
      GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(label);
      Text text =
          StudioIds.mark(new Text(area, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL), "repair.data");
      text.setFont(JFaceResources.getTextFont());
      text.setText(json);
      GridDataFactory.fillDefaults().grab(true, false).hint(520, 90).applyTo(text);
      text.addListener(SWT.Modify, e -> later());
      data = text;
    }
    createTable(area);
    new Label(area, SWT.NONE).setText("&Why:");
    why = StudioIds.mark(new Text(area, SWT.BORDER), "repair.why");
    why.setMessage("for those who read the histories later");
    GridDataFactory.fillDefaults().grab(true, false).hint(520, SWT.DEFAULT).applyTo(why);
    return area;
  }

  private void createTable(Composite area) {
    table =
        StudioIds.mark(
            new Table(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.V_SCROLL), "repair.table");
    table.setHeaderVisible(true);
    GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(806, 170).applyTo(table);
    column("Execution", 150);
    column("Workflow", 110);
    column("Is", 78);
    column("Becomes", 82);
    column("At", 80);
    column("Why nothing is done", 300);
  }

  private void column(String title, int width) {
    TableColumn column = new TableColumn(table, SWT.NONE);
    column.setText(title);
    column.setWidth(width);
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    StudioIds.mark(
        createButton(parent, IDialogConstants.OK_ID, batch.repair().title(), true), "repair.do");
    StudioIds.mark(
        createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false),
        "repair.close");
    ask();
    why.setFocus();
  }

  /** Asks once nobody types any more. */
  private void later() {
    int mine = ++typed;
    getButton(IDialogConstants.OK_ID).setEnabled(false);
    UiThread.current()
        .later(
            PAUSE_MILLIS,
            () -> {
              if (mine == typed && !table.isDisposed()) {
                ask();
              }
            });
  }

  private void ask() {
    batch.preview(data == null ? "" : data.getText(), state == null ? "" : state.getText());
  }

  @Override
  public void changed() {
    if (table == null || table.isDisposed()) {
      return;
    }
    if (batch.phase() == Phase.DONE && !batch.failed()) {
      super.okPressed();
      return;
    }
    List<Row> rows = batch.rows();
    table.setItemCount(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      show(table.getItem(i), rows.get(i));
    }
    boolean wrong = batch.phase() == Phase.REFUSED || batch.failed();
    setMessage(
        batch.repair().about() + "\n" + batch.sentence(),
        wrong ? IMessageProvider.ERROR : IMessageProvider.NONE);
    getButton(IDialogConstants.OK_ID).setEnabled(batch.possible());
    if (batch.phase() == Phase.DONE) {
      why.setEnabled(false);
      getButton(IDialogConstants.CANCEL_ID).setText("Close");
    }
  }

  private void show(TableItem item, Row row) {
    boolean told = batch.phase() != Phase.ASKING;
    item.setText(
        new String[] {
          row.name(),
          row.workflow(),
          row.now(),
          told ? row.becomes() : "",
          told ? row.at() : "",
          told ? row.note() : ""
        });
    item.setForeground(row.changes() || !told ? Ink.TEXT : Ink.FAINT);
  }

  @Override
  protected void okPressed() {
    batch.perform(why.getText());
  }

  @Override
  protected boolean isResizable() {
    return true;
  }
}
