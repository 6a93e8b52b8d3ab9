package dev.sluice.studio.tests.bot;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** A table in the hands of a test. */
public final class BotTable {
  private final Bot bot;
  private final Table table;

  BotTable(Bot bot, Table table) {
    this.bot = bot;
    this.table = table;
  }

  /** How many rows there are, also those that are not in sight. */
  public int size() {
    return bot.ui().ask(table::getItemCount);
  }

  /** The texts of the first rows, their cells joined by bars. */
  public List<String> rows(int most) {
    return bot.ui()
        .ask(
            () -> {
              List<String> rows = new ArrayList<>();
              for (int i = 0; i < Math.min(most, table.getItemCount()); i++) {
                rows.add(text(table.getItem(i)));
              }
              return rows;
            });
  }

  /** Waits until one of the first rows says this; clicks on it with the mouse. */
  public BotTable select(String part) {
    waitForRow(part);
    bot.hands().click(table, () -> bounds(part));
    return waitUntilSelected(part);
  }

  /** Waits until one row, which says this, is selected. */
  public BotTable waitUntilSelected(String part) {
    bot.waitUntil(
        "the row is selected: " + part,
        () -> table.getSelectionCount() == 1 && text(table.getSelection()[0]).contains(part));
    return this;
  }

  /** Selects all rows, with the keyboard. */
  public BotTable selectAll() {
    bot.ui().run(table::forceFocus);
    bot.pressCtrl('a');
    bot.waitUntil("all rows are selected", () -> table.getSelectionCount() == table.getItemCount());
    return this;
  }

  /** Waits until one of the first rows says this. */
  public BotTable waitForRow(String part) {
    bot.waitUntil("there is a row with " + part, () -> find(part) != null);
    return this;
  }

  /** Waits until there are so many rows. */
  public BotTable waitForSize(int size) {
    bot.waitUntil("there are " + size + " rows", () -> table.getItemCount() == size);
    return this;
  }

  private Rectangle bounds(String part) {
    TableItem item = find(part);
    if (item == null) {
      return null;
    }
    Rectangle cell = item.getBounds(0);
    Rectangle area = table.getClientArea();
    if (cell.y < area.y || cell.y + cell.height > area.y + area.height) {
      table.showItem(item);
      cell = item.getBounds(0);
    }
    return new Rectangle(cell.x, cell.y, Math.min(cell.width, 80), cell.height);
  }

  private TableItem find(String part) {
    int most = Math.min(50, table.isVisible() ? table.getItemCount() : 0);
    for (int i = 0; i < most; i++) {
      TableItem item = table.getItem(i);
      if (text(item).contains(part)) {
        return item;
      }
    }
    return null;
  }

  private String text(TableItem item) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.max(1, table.getColumnCount()); i++) {
      text.append(i == 0 ? "" : " | ").append(item.getText(i));
    }
    return text.toString();
  }
}
