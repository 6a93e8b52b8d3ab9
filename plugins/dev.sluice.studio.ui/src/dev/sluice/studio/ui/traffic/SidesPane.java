package dev.sluice.studio.ui.traffic;

import dev.sluice.studio.core.traffic.Message;
import dev.sluice.studio.core.traffic.SideBySide;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.util.List;
import java.util.Locale;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.jspecify.annotations.Nullable;

/** Two versions beside one another: their durations, and what only the newer one logs. */
final class SidesPane {
  private static final int TABLE_HEIGHT = 96;

  private final Composite pane;
  private final TimesCanvas times;
  private final RowTable<Message> messages;
  private SideBySide shown;

  SidesPane(Composite parent, SideBySide first) {
    shown = first;
    pane = new Composite(parent, SWT.NONE);
    pane.setBackground(Ink.PAPER);
    GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(pane);
    times = new TimesCanvas(pane, first);
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .hint(SWT.DEFAULT, TimesCanvas.HEIGHT)
        .applyTo(times.control());
    messages =
        new RowTable<>(
                pane,
                SWT.SINGLE,
                "traffic.messages",
                Message::text,
                List.of(
                    Column.number(
                        "Times",
                        66,
                        message -> String.format(Locale.ENGLISH, "%,d", message.count())),
                    Column.of("Level", 60, Message::level),
                    Column.of("Only the newer version logs", 500, Message::text)))
            .inks(SidesPane::ink);
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .hint(100, TABLE_HEIGHT)
        .applyTo(messages.control());
  }

  private static @Nullable Color ink(Message message) {
    return switch (message.level()) {
      case "error" -> Ink.BAD;
      case "warn" -> Ink.WARN;
      default -> null;
    };
  }

  Composite control() {
    return pane;
  }

  /** Shows two versions; returns whether more or less is seen than before. */
  boolean show(SideBySide now) {
    boolean first = pane.getVisible() == now.isEmpty();
    if (!now.equals(shown) || first) {
      shown = now;
      times.show(now);
      messages.show(
          now.messages(),
          "v" + now.canary() + " logs nothing that v" + now.stable() + " does not log, too.");
      Shown.set(pane, !now.isEmpty());
    }
    return first;
  }
}
