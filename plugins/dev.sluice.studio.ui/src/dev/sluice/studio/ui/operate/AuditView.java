package dev.sluice.studio.ui.operate;

import dev.sluice.api.AuditInfo;
import dev.sluice.studio.core.operate.AuditPresenter;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** Who changed what, when and from where. */
public final class AuditView extends ListPart {
  private static final int TICK_MILLIS = 3000;

  private AuditPresenter presenter;
  private FilterBar bar;
  private Button refused;
  private RowTable<AuditInfo> table;

  @Override
  public void createPartControl(Composite parent) {
    presenter = new AuditPresenter(StudioServices.session().server(), this);
    bar = begin(parent, "audit", "Who, what or where from", presenter);
    refused = bar.toggle("refused", "Not Done Only", presenter::refusedOnly);
    refused.setToolTipText("Shows what was refused or failed alone");
    table =
        new RowTable<>(
                parent,
                SWT.SINGLE,
                "audit.table",
                AuditInfo::id,
                List.of(
                    Column.of("When", 176, info -> Times.exact(info.at())),
                    Column.of("Who", 110, AuditInfo::who),
                    Column.of("Action", 90, AuditInfo::action),
                    Column.of("What", 110, AuditInfo::kind),
                    Column.of("Name", 220, AuditInfo::name),
                    Column.of("Outcome", 110, AuditView::outcome),
                    Column.of("From", 120, AuditInfo::address),
                    Column.of("Client", 200, AuditInfo::agent)))
            .images(info -> Icons.image(info.outcome().equals("done") ? "dot-green" : "dot-red"))
            .inks(info -> info.outcome().equals("done") ? null : Ink.BAD)
            .onEnd(presenter::loadOlder);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    StudioIds.mark(table.control(), "audit.pane");
    poll(TICK_MILLIS);
  }

  private static String outcome(AuditInfo info) {
    return info.outcome().equals("done") ? "done" : info.outcome() + " (" + info.status() + ")";
  }

  @Override
  public void listChanged() {
    if (table == null || gone()) {
      return;
    }
    table.show(
        presenter.visible(),
        why(
            bar.filtering() || refused.getSelection(),
            "No change passes the filter.",
            "Nobody has changed anything yet."));
    bar.say(presenter.summary(), presenter.bad());
  }
}
