package dev.sluice.studio.ui.editor;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.operate.ListView;
import dev.sluice.studio.core.trigger.Trigger;
import dev.sluice.studio.core.trigger.TriggersPresenter;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.operate.EventsView;
import dev.sluice.studio.ui.operate.Times;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import dev.sluice.studio.ui.workflow.WorkflowEditors;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbenchPartSite;
import org.jspecify.annotations.Nullable;

/** What leads to a function: associations with their sources, workflows, results of others. */
final class TriggersPage implements ListView {
  private static final int TICK_MILLIS = 2000;

  private final TriggersPresenter presenter;
  private final IWorkbenchPartSite site;
  private final Composite pane;
  private final Label summary;
  private final RowTable<Trigger> table;
  private final Button pause;
  private final Button enable;
  private final ButtonColumn buttons;

  TriggersPage(Composite parent, String function, StudioSession session, IWorkbenchPartSite site) {
    this.site = site;
    presenter = new TriggersPresenter(function, session, this);
    pane = TablePane.in(parent);
    summary = TablePane.heading(pane, "What leads to this function", "triggers.summary");
    table =
        new RowTable<>(
                pane,
                SWT.SINGLE | SWT.BORDER,
                "triggers.table",
                Trigger::key,
                List.of(
                    Column.of("Kind", 124, trigger -> trigger.kind().word()),
                    Column.of("Name", 130, Trigger::name),
                    Column.of("State", 80, Trigger::state),
                    Column.of("To", 104, Trigger::to),
                    Column.of("Filter, or where from", 210, Trigger::detail),
                    Column.number("Waiting", 64, trigger -> count(trigger.waiting())),
                    Column.number("Lag", 66, trigger -> lag(trigger.delayMs())),
                    Column.of("Trouble", 260, t -> Objects.requireNonNullElse(t.trouble(), ""))))
            .images(trigger -> Icons.image(icon(trigger)))
            .inks(TriggersPage::ink)
            .onSelect(chosen -> enable());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    Spoken.as(table.table(), "What leads to this function");
    table.table().addListener(SWT.DefaultSelection, e -> open());
    buttons = new ButtonColumn(pane, "triggers");
    buttons.add("Open", "open", "Go to where it is looked after (Enter)", this::open);
    pause = buttons.add("Pause", "waiting", "Let events wait", this::pauseOrResume);
    enable = buttons.add("Disable", "disable", "Let events pass by", this::enableOrDisable);
    listChanged();
    UiThread.current().repeatSeen(TICK_MILLIS, pane, presenter::refresh);
  }

  private static String icon(Trigger trigger) {
    return switch (trigger.kind()) {
      case ASSOCIATION -> "association";
      case SCHEDULE -> "schedule";
      case ROUTE -> "route";
      case SOURCE -> "source";
      case WORKFLOW -> "workflow";
      case RESULTS -> "function";
    };
  }

  private static org.eclipse.swt.graphics.@Nullable Color ink(Trigger trigger) {
    if (trigger.state().equals("failed") || trigger.trouble() != null) {
      return Ink.BAD;
    }
    return trigger.paused() || trigger.state().equals("disabled") ? Ink.FAINT : null;
  }

  private static String count(@Nullable Long waiting) {
    return waiting == null ? "" : String.format(Locale.ENGLISH, "%,d", waiting);
  }

  private static String lag(@Nullable Double millis) {
    return millis == null ? "" : Times.millis(millis);
  }

  Control control() {
    return pane;
  }

  void setFocus() {
    table.table().setFocus();
  }

  /** The page is in front. */
  void open(boolean front) {
    if (front) {
      presenter.refresh();
    }
  }

  void dispose() {
    presenter.dispose();
  }

  private @Nullable Trigger chosen() {
    return table.first();
  }

  private void open() {
    Trigger trigger = chosen();
    if (trigger == null) {
      return;
    }
    switch (trigger.kind()) {
      case WORKFLOW -> WorkflowEditors.open(site.getWorkbenchWindow(), trigger.name());
      case RESULTS -> FunctionEditors.open(site.getPage(), trigger.name());
      default -> EventsView.show(site.getPage(), trigger.name());
    }
  }

  private void pauseOrResume() {
    Trigger trigger = chosen();
    if (trigger != null && trigger.pausable()) {
      presenter.pauseOrResume(trigger);
    }
  }

  private void enableOrDisable() {
    Trigger trigger = chosen();
    if (trigger != null && trigger.kind() == Trigger.Kind.ASSOCIATION) {
      presenter.enableOrDisable(trigger);
    }
  }

  private void enable() {
    Trigger trigger = chosen();
    boolean disabled = trigger != null && trigger.state().equals("disabled");
    boolean paused = trigger != null && trigger.paused();
    label(pause, paused ? "Resume" : "Pause");
    label(enable, disabled ? "Enable" : "Disable");
    buttons.enable("open", trigger != null);
    buttons.enable(
        "waiting", Rights.mayManage() && trigger != null && trigger.pausable() && !disabled);
    buttons.enable(
        "disable",
        Rights.mayManage() && trigger != null && trigger.kind() == Trigger.Kind.ASSOCIATION);
  }

  private static void label(Button button, String text) {
    if (!button.getText().equals(text)) {
      button.setText(text);
    }
  }

  @Override
  public void listChanged() {
    if (buttons == null || pane.isDisposed()) {
      return;
    }
    table.show(
        presenter.triggers(),
        presenter.loaded()
            ? "Nothing leads here yet but direct calls. “sluice association create” leads events"
                + " to a function, “sluice source create” makes a schedule or a route of the gateway."
            : presenter.bad() ? presenter.summary() : "Loading…");
    summary.setText(presenter.summary());
    summary.setForeground(presenter.bad() ? Ink.BAD : Ink.FAINT);
    enable();
  }

  @Override
  public void connectionChanged(ConnectionStatus now) {
    // The editor's header says how the connection is.
  }
}
