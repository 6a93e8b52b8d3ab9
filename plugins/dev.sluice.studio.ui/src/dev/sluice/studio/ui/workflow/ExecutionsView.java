package dev.sluice.studio.ui.workflow;

import dev.sluice.api.ExecutionInfo;
import dev.sluice.studio.core.execution.ExecutionsPresenter;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.jspecify.annotations.Nullable;

/** Executions of workflows, the newest first, with filters and counts. */
public final class ExecutionsView extends ViewPart implements ExecutionsPresenter.View {
  private static final int PAUSE_MILLIS = 1500;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", java.util.Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private ExecutionsPresenter presenter;
  private Label counts;
  private Table table;
  private RepairBar repairs;

  @Override
  public void createPartControl(Composite parent) {
    presenter = new ExecutionsPresenter(StudioServices.session(), Clock.systemUTC(), this);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    new ExecutionFilters(parent, presenter::filter);
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(6, 2).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    counts = StudioIds.mark(new Label(row, SWT.NONE), "executions.counts");
    counts.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .align(SWT.FILL, SWT.CENTER)
        .hint(60, SWT.DEFAULT)
        .applyTo(counts);
    repairs = new RepairBar(row, this::selected);
    table =
        StudioIds.mark(
            new Table(parent, SWT.FULL_SELECTION | SWT.MULTI | SWT.V_SCROLL), "executions.table");
    table.setHeaderVisible(true);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
    column("Status", 120);
    column("Workflow", 180);
    column("Version", 70);
    column("Key", 140);
    column("Started", 130);
    column("Took", 90);
    column("Steps", 60);
    column("Id", 260);
    table.addListener(
        SWT.DefaultSelection,
        e -> ExecutionEditors.open(getSite().getWorkbenchWindow(), (String) e.item.getData()));
    table.addListener(SWT.Selection, e -> showSelected());
    table.setMenu(repairs.menu(table, true));
    repairs.update();
    presenter.refresh();
    UiThread.current().repeatSeen(PAUSE_MILLIS, table, presenter::refresh);
  }

  private void column(String title, int width) {
    TableColumn column = new TableColumn(table, SWT.NONE);
    column.setText(title);
    column.setWidth(width);
  }

  @Override
  public void listChanged() {
    if (table == null || table.isDisposed()) {
      return;
    }
    Set<String> selected = selectedIds();
    List<ExecutionInfo> visible = presenter.visible();
    table.setRedraw(false);
    int top = table.getTopIndex();
    table.setItemCount(visible.size());
    table.deselectAll();
    for (int i = 0; i < visible.size(); i++) {
      show(table.getItem(i), visible.get(i));
      if (selected.contains(visible.get(i).id())) {
        table.select(i);
      }
    }
    table.setTopIndex(top);
    table.setRedraw(true);
    showSelected();
  }

  private Set<String> selectedIds() {
    return Arrays.stream(table.getSelection())
        .map(item -> (String) item.getData())
        .collect(Collectors.toSet());
  }

  private List<ExecutionInfo> selected() {
    Set<String> ids = selectedIds();
    return presenter.visible().stream().filter(info -> ids.contains(info.id())).toList();
  }

  private void showSelected() {
    int some = table.getSelectionCount();
    counts.setText((some > 1 ? some + " selected  of  " : "") + presenter.counts());
    repairs.update();
  }

  private static void show(TableItem item, ExecutionInfo info) {
    item.setData(info.id());
    item.setImage(Icons.image(icon(info.status())));
    item.setText(
        new String[] {
          info.status(),
          info.workflow(),
          Integer.toString(info.version()),
          info.key() == null ? "" : info.key(),
          TIME.format(info.createdAt()),
          took(info.createdAt(), info.endedAt()),
          Integer.toString(info.events()),
          info.id()
        });
  }

  static String icon(String status) {
    return switch (status) {
      case "running" -> "execution";
      case "completed" -> "ok";
      case "faulted" -> "error";
      case "suspended" -> "waiting";
      default -> "dot-grey";
    };
  }

  private static String took(Instant from, @Nullable Instant to) {
    if (to == null) {
      return "";
    }
    Duration took = Duration.between(from, to);
    return took.toSeconds() < 10 ? took.toMillis() + " ms" : took.toSeconds() + " s";
  }

  @Override
  public void setFocus() {
    table.setFocus();
  }
}
