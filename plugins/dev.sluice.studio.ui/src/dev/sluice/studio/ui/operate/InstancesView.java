package dev.sluice.studio.ui.operate;

import dev.sluice.api.InstanceInfo;
import dev.sluice.studio.core.operate.InstancesPresenter;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.util.List;
import java.util.Locale;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** The instances that there are now, what they hold and what they serve. */
public final class InstancesView extends ListPart {
  private static final int TICK_MILLIS = 1000;

  private InstancesPresenter presenter;
  private FilterBar bar;
  private Button end;
  private RowTable<InstanceInfo> table;

  @Override
  public void createPartControl(Composite parent) {
    presenter = new InstancesPresenter(StudioServices.session().server(), this);
    bar = begin(parent, "instances", "Function, version, state or id", presenter);
    end = bar.button("end", "End…", this::end);
    end.setToolTipText("Ends the instance that is selected");
    table =
        new RowTable<>(
                parent,
                SWT.SINGLE,
                "instances.table",
                InstanceInfo::id,
                List.of(
                    Column.of("Function", 160, InstanceInfo::function),
                    Column.of("Version", 70, InstanceInfo::version),
                    Column.of("Runtime", 80, InstanceInfo::runtime),
                    Column.of("State", 80, InstanceInfo::state),
                    Column.of("Since", 150, info -> Times.exact(info.since())),
                    Column.number("Memory", 120, InstancesPresenter::memory),
                    Column.of(
                        "Used",
                        130,
                        info -> InstancesPresenter.percent(InstancesPresenter.memoryShare(info))),
                    Column.number("Calls", 76, info -> count(info.calls())),
                    Column.of("Started", 150, info -> Times.exact(info.startedAt())),
                    Column.of("Invocation", 240, InstancesView::invocation),
                    Column.of("Id", 200, InstanceInfo::id)))
            .images(info -> Icons.image(icon(info.state())))
            .bar(6, InstancesPresenter::memoryShare)
            .onSelect(chosen -> enable());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    poll(TICK_MILLIS);
  }

  private static String count(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }

  private static String invocation(InstanceInfo info) {
    String serves = info.invocation();
    return serves == null ? "" : serves;
  }

  private static String icon(String state) {
    return switch (state) {
      case "busy" -> "dot-green";
      case "leaving" -> "dot-amber";
      default -> "dot-grey";
    };
  }

  private void end() {
    InstanceInfo instance = table.first();
    if (instance != null
        && MessageDialog.open(
                MessageDialog.QUESTION,
                getSite().getShell(),
                "End Instance",
                question(instance),
                SWT.NONE,
                "End",
                "Cancel")
            == 0) {
      presenter.end(instance);
    }
  }

  private static String question(InstanceInfo instance) {
    return "End this instance of "
        + instance.function()
        + ", version "
        + instance.version()
        + "? "
        + (instance.state().equals("idle")
            ? "It serves nothing now."
            : "The call that it serves will fail.");
  }

  private void enable() {
    Rights.manage(end, table.first() != null);
    bar.say(presenter.summary(), presenter.bad());
  }

  @Override
  public void listChanged() {
    if (table == null || gone()) {
      return;
    }
    table.show(
        presenter.visible(),
        why(
            bar.filtering(),
            "No instance passes the filter.",
            "There are no instances now. One starts with the next call of a function."));
    enable();
  }
}
