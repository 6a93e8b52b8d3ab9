package dev.sluice.studio.ui.operate;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.operate.ListPresenter;
import dev.sluice.studio.core.operate.ListView;
import dev.sluice.studio.ui.ConnectionBar;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;

/**
 * A view with a filter above a list that is asked for again and again while it is seen. Confined to
 * the UI thread.
 */
abstract class ListPart extends ViewPart implements ListView {
  private ConnectionBar connection;
  private FilterBar bar;
  private ListPresenter<?> presenter;

  /**
   * Begins the view: says where the server is away, and has the line with the filter.
   *
   * @param id what the ids of its widgets begin with
   * @param hint what can be filtered by
   */
  final FilterBar begin(Composite parent, String id, String hint, ListPresenter<?> asks) {
    StudioSession session = StudioServices.session();
    presenter = asks;
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    connection = new ConnectionBar(parent, 1, session, id + ".connection");
    bar = new FilterBar(parent, id, hint, asks::filter);
    return bar;
  }

  /** Ends the making of the view: shows what there is, and asks from now on. */
  final void poll(int millis) {
    listChanged();
    presenter.refresh();
    UiThread.current().repeatSeen(millis, bar.control(), presenter::refresh);
  }

  /**
   * Why the list is empty.
   *
   * @param filtering whether something is filtered by
   */
  final String why(boolean filtering, String nothingPasses, String thereIsNone) {
    return filtering ? nothingPasses : presenter.loaded() ? thereIsNone : "Loading…";
  }

  /** Whether there is nothing to show anything in: not yet, or no more. */
  final boolean gone() {
    return bar == null || bar.isDisposed();
  }

  @Override
  public final void connectionChanged(ConnectionStatus now) {
    if (!gone()) {
      connection.show(now);
      // Another token may do more or less.
      listChanged();
    }
  }

  @Override
  public final void setFocus() {
    bar.setFocus();
  }

  @Override
  public final void dispose() {
    if (presenter != null) {
      presenter.dispose();
    }
    super.dispose();
  }
}
