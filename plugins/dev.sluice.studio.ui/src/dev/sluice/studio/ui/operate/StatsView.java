package dev.sluice.studio.ui.operate;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.functions.SpokenNames;
import dev.sluice.studio.core.stats.Grouping;
import dev.sluice.studio.core.stats.Picture;
import dev.sluice.studio.core.stats.StatsPresenter;
import dev.sluice.studio.core.stats.TimeRange;
import dev.sluice.studio.ui.ConnectionBar;
import dev.sluice.studio.ui.FileSave;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.FunctionView;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.Views;
import dev.sluice.studio.ui.chart.ChartGroup;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IWorkbenchPage;
import org.jspecify.annotations.Nullable;

/** The numbers of the function that the user is at, as charts over time. */
public final class StatsView extends FunctionView implements StatsPresenter.View {
  private static final int TICK_MILLIS = 1000;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private StatsPresenter presenter;
  private ConnectionBar connection;
  private Label title;
  private Label summary;
  private Combo range;
  private Combo grouping;
  private Button compare;
  private ToolItem zoomOut;
  private ToolItem save;
  private ChartGroup charts;

  @Override
  public void createPartControl(Composite parent) {
    StudioSession session = StudioServices.session();
    presenter = new StatsPresenter(session.server(), Clock.systemUTC(), this);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    connection = new ConnectionBar(parent, 1, session, "stats.connection");
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(6).margins(8, 4).spacing(8, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    title = StudioIds.mark(new Label(row, SWT.NONE), "stats.title");
    title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    summary = StudioIds.mark(new Label(row, SWT.NONE), "stats.summary");
    summary.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(summary);
    createChoices(row);
    createTools(row);
    charts = new ChartGroup(parent, this::showSummary);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(charts.control());
    chosen();
    follow(this::choose);
    UiThread.current().repeatSeen(TICK_MILLIS, title, presenter::tick);
  }

  private void createChoices(Composite row) {
    range = StudioIds.mark(new Combo(row, SWT.READ_ONLY), "stats.range");
    range.setItems(Arrays.stream(TimeRange.values()).map(TimeRange::label).toArray(String[]::new));
    range.select(presenter.range().ordinal());
    range.setToolTipText("How far to look back");
    grouping = StudioIds.mark(new Combo(row, SWT.READ_ONLY), "stats.by");
    grouping.setToolTipText("What to tell apart");
    compare = StudioIds.mark(new Button(row, SWT.CHECK), "stats.compare");
    compare.setText("Compare");
    compare.setToolTipText("Draw the same length of time before, too");
    range.addListener(SWT.Selection, event -> choicesChanged());
    grouping.addListener(SWT.Selection, event -> choicesChanged());
    compare.addListener(SWT.Selection, event -> choicesChanged());
  }

  private void createTools(Composite row) {
    ToolBar tools = new ToolBar(row, SWT.FLAT);
    zoomOut = StudioIds.mark(new ToolItem(tools, SWT.PUSH), "stats.zoomOut");
    zoomOut.setImage(Icons.image("fit"));
    zoomOut.setToolTipText("All of the time again (double-click); drag in a chart to zoom");
    zoomOut.setEnabled(false);
    zoomOut.addListener(SWT.Selection, event -> charts.zoomOut());
    save = StudioIds.mark(new ToolItem(tools, SWT.PUSH), "stats.save");
    save.setImage(Icons.image("export"));
    save.setToolTipText("Save the numbers as CSV or the charts as PNG");
    save.addListener(SWT.Selection, event -> save());
  }

  /** Functions are told apart or nothing else: their versions have the same names. */
  private List<Grouping> groupings() {
    return presenter.functions().size() > 1
        ? List.of(Grouping.FUNCTION)
        : List.of(Grouping.NOTHING, Grouping.VERSION, Grouping.ALIAS);
  }

  private void choicesChanged() {
    presenter.show(
        TimeRange.values()[range.getSelectionIndex()],
        groupings().get(grouping.getSelectionIndex()),
        compare.getSelection());
    compare.setEnabled(presenter.range() != TimeRange.LIVE);
  }

  private void save() {
    String said =
        FileSave.ask(
            getSite().getShell(),
            "Save Numbers",
            String.join("-", presenter.functions()) + "-stats.csv",
            new String[] {"*.csv", "*.png"},
            file ->
                file.endsWith(".png")
                    ? charts.png()
                    : presenter.picture().csv().getBytes(StandardCharsets.UTF_8));
    if (said != null) {
      summary.setText(said);
    }
  }

  /** Turns to a function. */
  public void choose(FunctionRef ref) {
    presenter.choose(List.of(ref.name()));
  }

  /** Draws these functions beside one another; the view is opened if need be. */
  public static void reveal(IWorkbenchPage page, List<String> functions) {
    Views.show(
        page, StudioIds.STATS_VIEW, StatsView.class, view -> view.presenter.choose(functions));
  }

  @Override
  public void setFocus() {
    range.setFocus();
  }

  @Override
  public void dispose() {
    if (presenter != null) {
      presenter.dispose();
    }
    super.dispose();
  }

  @Override
  protected @Nullable FunctionRef function() {
    String name = presenter == null ? null : presenter.function();
    return name == null ? null : FunctionRef.latest(name);
  }

  @Override
  public void chosen() {
    if (title.isDisposed()) {
      return;
    }
    List<String> names = presenter.functions();
    title.setText(names.isEmpty() ? "No function selected" : SpokenNames.of(names));
    title.setToolTipText(names.size() > 1 ? String.join("\n", names) : null);
    grouping.setItems(groupings().stream().map(Grouping::label).toArray(String[]::new));
    grouping.select(Math.max(0, groupings().indexOf(presenter.grouping())));
    grouping.setEnabled(groupings().size() > 1);
    charts.zoomOut();
    pictureChanged();
  }

  @Override
  public void pictureChanged() {
    if (title.isDisposed()) {
      return;
    }
    charts.show(presenter.picture());
    save.setEnabled(presenter.picture() != Picture.NOTHING);
    showSummary();
  }

  @Override
  public void connectionChanged(ConnectionStatus status) {
    if (!title.isDisposed()) {
      connection.show(status);
    }
  }

  private void showSummary() {
    zoomOut.setEnabled(charts.zoomed());
    summary.setText(words());
    title.getParent().layout(true);
  }

  private String words() {
    if (presenter.functions().isEmpty()) {
      return "Select a function to see its numbers.";
    }
    String problem = presenter.problem();
    if (problem != null) {
      return problem;
    }
    if (charts.cursor() >= 0) {
      return MOMENT.format(Instant.ofEpochMilli(charts.cursor()));
    }
    Picture picture = presenter.picture();
    if (picture == Picture.NOTHING) {
      return "Loading…";
    }
    String queue = presenter.queue();
    return picture.summary() + (queue.isEmpty() ? "" : "   " + queue);
  }
}
