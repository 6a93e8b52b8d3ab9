package dev.sluice.studio.ui.operate;

import dev.sluice.api.InvocationInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.operate.InvocationsPresenter;
import dev.sluice.studio.core.operate.ListView;
import dev.sluice.studio.ui.ConnectionBar;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.FunctionView;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.Views;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IWorkbenchPage;
import org.jspecify.annotations.Nullable;

/** Invocations of all functions as they end, and where the time of the selected one went. */
public final class InvocationsView extends FunctionView implements ListView {
  private static final List<String> STATUSES =
      List.of("succeeded", "failed", "timed-out", "dead-lettered", "cancelled", "queued");
  private static final int[] SHARES = {66, 34};

  private InvocationsPresenter presenter;
  private ConnectionBar connection;
  private @Nullable FunctionRef turnedTo;
  private Text text;
  private Combo status;
  private Label summary;
  private ToolItem onlySelected;
  private RowTable<InvocationInfo> table;
  private InvocationPane details;

  /** Shows one invocation in the view, which is opened if need be. */
  public static void reveal(IWorkbenchPage page, String id) {
    Views.show(
        page, StudioIds.INVOCATIONS_VIEW, InvocationsView.class, view -> view.text.setText(id));
  }

  @Override
  public void createPartControl(Composite parent) {
    StudioSession session = StudioServices.session();
    presenter = new InvocationsPresenter(session.server(), this);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    connection = new ConnectionBar(parent, 1, session, "invocations.connection");
    createBar(parent);
    SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
    table =
        new RowTable<>(
                sash,
                SWT.SINGLE,
                "invocations.table",
                InvocationInfo::id,
                List.of(
                    Column.of("Status", 112, InvocationInfo::status),
                    Column.of("Function", 122, InvocationInfo::function),
                    Column.of("Version", 62, InvocationInfo::version),
                    Column.of("Trigger", 88, InvocationInfo::trigger),
                    Column.of("Start", 52, info -> info.start() == null ? "" : info.start()),
                    Column.number("Took", 76, InvocationsView::took),
                    Column.of("Accepted", 172, info -> Times.exact(info.createdAt())),
                    Column.of("Error", 320, InvocationsView::error)))
            .images(info -> Icons.image(icon(info.status())))
            .inks(info -> info.error() == null ? null : Ink.BAD)
            .onSelect(chosen -> details.show(chosen.isEmpty() ? null : chosen.get(0)))
            .onEnd(() -> presenter.more());
    details = new InvocationPane(sash, presenter, getSite());
    sash.setWeights(SHARES);
    listChanged();
    presenter.load();
    follow(
        ref -> {
          turnedTo = ref;
          if (onlySelected.getSelection()) {
            filter();
          }
        });
  }

  private void createBar(Composite parent) {
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(4).margins(8, 4).spacing(8, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    text = new Text(row, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    StudioIds.mark(text, "invocations.filter");
    text.setMessage("Function, version, id or error");
    GridDataFactory.swtDefaults().hint(240, SWT.DEFAULT).applyTo(text);
    status = StudioIds.mark(new Combo(row, SWT.READ_ONLY), "invocations.status");
    status.add("any status");
    STATUSES.forEach(status::add);
    status.select(0);
    summary = StudioIds.mark(new Label(row, SWT.NONE), "invocations.summary");
    summary.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(summary);
    ToolBar tools = new ToolBar(row, SWT.FLAT);
    onlySelected = StudioIds.mark(new ToolItem(tools, SWT.CHECK), "invocations.only");
    onlySelected.setImage(Icons.image("function"));
    onlySelected.setToolTipText("Only of the function that is selected");
    onlySelected.addListener(SWT.Selection, event -> filter());
    ToolItem hold = StudioIds.mark(new ToolItem(tools, SWT.CHECK), "invocations.hold");
    hold.setImage(Icons.image("waiting"));
    hold.setToolTipText("Hold: let the list stand still while invocations end");
    hold.addListener(SWT.Selection, event -> presenter.hold(hold.getSelection()));
    ToolItem refresh = StudioIds.mark(new ToolItem(tools, SWT.PUSH), "invocations.refresh");
    refresh.setImage(Icons.image("refresh"));
    refresh.setToolTipText("Load again");
    refresh.addListener(SWT.Selection, event -> presenter.load());
    text.addListener(SWT.Modify, event -> filter());
    status.addListener(SWT.Selection, event -> filter());
  }

  private void filter() {
    presenter.quiet();
    int index = status.getSelectionIndex();
    FunctionRef ref = turnedTo;
    presenter.filter(
        onlySelected.getSelection() && ref != null ? ref.name() : null,
        index <= 0 ? null : STATUSES.get(index - 1),
        text.getText());
  }

  private static String icon(String status) {
    return switch (status) {
      case "succeeded" -> "ok";
      case "failed", "timed-out", "dead-lettered" -> "error";
      case "queued", "running" -> "waiting";
      default -> "dot-grey";
    };
  }

  private static String took(InvocationInfo info) {
    Double duration = info.durationMs();
    return duration == null ? "" : Times.millis(duration);
  }

  private static String error(InvocationInfo info) {
    return info.error() == null ? "" : info.error().type() + ": " + info.error().message();
  }

  @Override
  public void listChanged() {
    if (table == null || table.control().isDisposed()) {
      return;
    }
    table.show(presenter.visible(), empty());
    summary.setText(presenter.summary());
    summary.getParent().layout(true);
  }

  private String empty() {
    boolean filtered = !text.getText().isBlank() || status.getSelectionIndex() > 0;
    return filtered
        ? "No invocation passes the filter."
        : "Nothing was invoked yet. Invocations appear here as they end, whoever asked for them.";
  }

  @Override
  public void connectionChanged(ConnectionStatus now) {
    if (summary != null && !summary.isDisposed()) {
      connection.show(now);
      details.enable();
    }
  }

  @Override
  public void setFocus() {
    text.setFocus();
  }

  @Override
  public void dispose() {
    if (presenter != null) {
      presenter.dispose();
    }
    super.dispose();
  }
}
