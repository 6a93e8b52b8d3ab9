package dev.sluice.studio.ui.operate;

import dev.sluice.studio.core.operate.ServerPresenter;
import dev.sluice.studio.core.operate.ServerPresenter.Gauge;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.connection.HealthDialog;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.time.Instant;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

/** How the server is: disk, database, memory, sandboxes, threads. */
public final class ServerView extends ListPart {
  private static final int TICK_MILLIS = 2000;

  private ServerPresenter presenter;
  private FilterBar bar;
  private RowTable<Gauge> table;

  @Override
  public void createPartControl(Composite parent) {
    presenter = new ServerPresenter(StudioServices.session().server(), this);
    bar = begin(parent, "server", "Filter", presenter);
    bar.button("checks", "Host Checks…", this::checks)
        .setToolTipText("Shows what the server found on its host when it started");
    table =
        new RowTable<>(
                parent,
                SWT.SINGLE,
                "server.table",
                Gauge::name,
                List.of(
                    Column.of("What", 220, Gauge::name),
                    Column.of("Now", 260, Gauge::value),
                    Column.of("Used", 190, gauge -> ServerPresenter.percent(gauge.share()))))
            .images(gauge -> Icons.image(icon(gauge)))
            .inks(gauge -> gauge.isFull() ? Ink.BAD : null)
            .bar(2, Gauge::share);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    poll(TICK_MILLIS);
  }

  private static String icon(Gauge gauge) {
    return gauge.share() < 0 ? "info" : gauge.isFull() ? "warning" : "ok";
  }

  private void checks() {
    HealthDialog.open(getSite().getShell(), StudioServices.session().server().link().status());
  }

  @Override
  public void listChanged() {
    if (table == null || gone()) {
      return;
    }
    table.show(
        presenter.visible(Instant.now()),
        bar.filtering() ? "Nothing passes the filter." : "Looking…");
    bar.say(presenter.summary(), presenter.bad());
  }
}
