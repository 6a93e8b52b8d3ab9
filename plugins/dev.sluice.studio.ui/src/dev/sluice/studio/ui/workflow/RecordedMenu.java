package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.workflow.RecordedEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** The events that came of late, to pick one to test with. Confined to the UI thread. */
final class RecordedMenu {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final int MOST = 20;

  private final Control control;
  private final Menu menu;

  /** The menu of a control, which is filled as it is shown. */
  RecordedMenu(
      Control control, Supplier<List<RecordedEvent>> events, Consumer<RecordedEvent> picked) {
    this.control = control;
    menu = new Menu(control);
    control.setMenu(menu);
    menu.addListener(
        SWT.Show,
        e -> {
          List.of(menu.getItems()).forEach(MenuItem::dispose);
          List<RecordedEvent> now = events.get();
          now.stream().limit(MOST).forEach(each -> add(each, picked));
          if (now.isEmpty()) {
            MenuItem none = new MenuItem(menu, SWT.PUSH);
            none.setText("No event came since the server started");
            none.setEnabled(false);
          }
        });
  }

  private void add(RecordedEvent event, Consumer<RecordedEvent> picked) {
    MenuItem item = new MenuItem(menu, SWT.PUSH);
    item.setText(event.label().replace("&", "&&") + "\t" + CLOCK.format(event.at()));
    item.addListener(SWT.Selection, e -> picked.accept(event));
  }

  /** Shows it below its control. */
  void open() {
    if (!control.isDisposed()) {
      menu.setLocation(control.toDisplay(0, control.getSize().y));
      menu.setVisible(true);
    }
  }
}
