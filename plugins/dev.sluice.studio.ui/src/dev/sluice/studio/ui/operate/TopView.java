package dev.sluice.studio.ui.operate;

import dev.sluice.api.LogOwner;
import dev.sluice.api.StatsInfo;
import dev.sluice.api.StatsInfo.Numbers;
import dev.sluice.studio.core.operate.ListPresenter;
import dev.sluice.studio.core.operate.TopPresenter;
import dev.sluice.studio.core.operate.TopPresenter.Order;
import dev.sluice.studio.core.stats.TimeRange;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.log.LogView;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;

/** The functions that ran, the busiest or the worst of them first, each with its course. */
public final class TopView extends ListPart {
  private static final int TICK_MILLIS = 5000;
  private static final double MIB = 1024.0 * 1024;

  /** From so many failures on its dot is red. */
  private static final double BAD_SHARE = 0.05;

  private static final int INVOCATIONS = 1;

  /** The columns that can be sorted by. */
  private static final Map<Integer, Order> ORDERS =
      Map.of(
          0,
          Order.NAME,
          INVOCATIONS,
          Order.INVOCATIONS,
          3,
          Order.FAILED,
          5,
          Order.P99,
          6,
          Order.CONCURRENCY,
          7,
          Order.CPU,
          8,
          Order.MEMORY,
          9,
          Order.THROTTLED,
          10,
          Order.BACKLOG);

  private TopPresenter presenter;
  private FilterBar bar;
  private Button stats;
  private Button log;
  private RowTable<StatsInfo.Series> table;

  @Override
  public void createPartControl(Composite parent) {
    presenter = new TopPresenter(StudioServices.session().server(), Clock.systemUTC(), this);
    bar = begin(parent, "top", "Part of the name", presenter);
    Combo range =
        bar.choice(
            "range",
            TopPresenter.RANGES.stream().map(TimeRange::label).toList(),
            chosen -> presenter.range(TopPresenter.RANGES.get(chosen)));
    range.setToolTipText("How far to look back");
    stats = bar.button("stats", "Show Charts", this::showStats);
    stats.setToolTipText("Draws the functions that are selected beside one another");
    log = bar.button("log", "Show Log", this::showLog);
    log.setToolTipText("Follows the log of the functions that are selected");
    table =
        new RowTable<>(
                parent,
                SWT.MULTI,
                "top.table",
                TopPresenter::name,
                List.of(
                    Column.of("Function", 180, TopPresenter::name),
                    number("Invocations", 120, numbers -> count(numbers.invocations())),
                    Column.of("Course", 150, one -> ""),
                    Column.number(
                        "Failed", 76, one -> ListPresenter.percent(TopPresenter.failedShare(one))),
                    ran("p50", 80, numbers -> Times.millis(numbers.p50Ms())),
                    ran("p99", 80, numbers -> Times.millis(numbers.p99Ms())),
                    number("Concurrency", 112, numbers -> some(numbers.concurrency())),
                    ran("Processor", 96, numbers -> Times.millis(numbers.cpuMs())),
                    ran(
                        "Peak memory",
                        116,
                        numbers -> some(numbers.peakMemoryBytes() / MIB, "MiB")),
                    number("Turned away", 112, numbers -> count(numbers.throttled())),
                    number("Backlog", 80, numbers -> count(numbers.backlog())),
                    number("Instances", 90, numbers -> count(numbers.instances()))))
            .images(one -> Icons.image(bad(one) ? "dot-red" : "dot-green"))
            .spark(2, TopPresenter::course)
            .onSort(ORDERS.keySet(), INVOCATIONS, this::sort)
            .onSelect(chosen -> enable());
    table.table().addListener(SWT.DefaultSelection, event -> showStats());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    poll(TICK_MILLIS);
  }

  private static Column<StatsInfo.Series> number(
      String title, int width, Function<Numbers, String> text) {
    return Column.number(title, width, one -> text.apply(one.total()));
  }

  private static Column<StatsInfo.Series> ran(
      String title, int width, Function<Numbers, String> text) {
    return number(title, width, numbers -> numbers.invocations() == 0 ? "" : text.apply(numbers));
  }

  private static boolean bad(StatsInfo.Series one) {
    return TopPresenter.failedShare(one) >= BAD_SHARE;
  }

  private static String count(long value) {
    return value == 0 ? "" : String.format(Locale.ENGLISH, "%,d", value);
  }

  private static String some(double value) {
    return value < 0.005 ? "" : String.format(Locale.ENGLISH, "%.2f", value);
  }

  private static String some(double value, String unit) {
    return value == 0 ? "" : String.format(Locale.ENGLISH, "%.1f %s", value, unit);
  }

  private void sort(int column) {
    presenter.sort(ORDERS.getOrDefault(column, Order.INVOCATIONS));
  }

  private List<String> selected() {
    return table.selection().stream().map(TopPresenter::name).toList();
  }

  private void showLog() {
    List<String> names = selected();
    if (!names.isEmpty()) {
      LogView.reveal(getSite().getPage(), names.stream().map(LogOwner::function).toList());
    }
  }

  private void showStats() {
    List<String> names = selected();
    if (!names.isEmpty()) {
      StatsView.reveal(getSite().getPage(), names);
    }
  }

  private void enable() {
    stats.setEnabled(!table.selection().isEmpty());
    log.setEnabled(!table.selection().isEmpty());
    bar.say(presenter.summary(), presenter.bad());
  }

  @Override
  public void listChanged() {
    if (table == null || gone()) {
      return;
    }
    table.show(
        presenter.visible(),
        why(bar.filtering(), "No function passes the filter.", "No function ran in this time."));
    enable();
  }
}
