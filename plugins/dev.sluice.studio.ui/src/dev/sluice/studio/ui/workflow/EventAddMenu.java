package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.workflow.EventRow;
import dev.sluice.studio.core.workflow.EventTree;
import dev.sluice.studio.ui.graph.MenuAction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.jspecify.annotations.Nullable;

/** What can be added to the row that is selected. Confined to the UI thread. */
final class EventAddMenu {
  private final Supplier<EventTree> events;
  private final Supplier<@Nullable EventRow> selected;
  private final Consumer<String> added;
  private final Menu own;

  /**
   * A menu.
   *
   * @param added told the id of a row that was added
   */
  EventAddMenu(
      Control control,
      Supplier<EventTree> events,
      Supplier<@Nullable EventRow> selected,
      Consumer<String> added) {
    this.events = events;
    this.selected = selected;
    this.added = added;
    this.own = menu(control);
    // It is not the menu of the control, which would dispose its own.
    control.addListener(SWT.Dispose, e -> own.dispose());
  }

  /** Shows it at a place of the screen. */
  void open(Point at) {
    own.setLocation(at);
    own.setVisible(true);
  }

  /** The same as a context menu. */
  Menu menu(Control control) {
    MenuManager manager = new MenuManager();
    manager.setRemoveAllWhenShown(true);
    manager.addMenuListener(m -> fill(manager));
    return manager.createContextMenu(control);
  }

  private void fill(MenuManager manager) {
    EventTree tree = events.get();
    EventRow row = selected.get();
    add(manager, "Event", tree.mayAddEvent(row), () -> tree.addEvent(row));
    MenuManager filters = new MenuManager("Filter");
    for (String attribute : tree.free(row)) {
      add(filters, attribute, true, () -> tree.addFilter(row, attribute));
    }
    add(filters, "Other attribute", tree.inEvent(row), () -> tree.addFilter(row, "attribute"));
    manager.add(filters);
    add(manager, "Correlation Key", tree.inEvent(row), () -> tree.addCorrelation(row));
    add(manager, "Expected Value of the Key", tree.mayExpect(row), () -> tree.addExpect(row));
    add(manager, "Until a Condition", tree.mayEnd(row), () -> tree.addUntil(row, false));
    add(manager, "Until an Event", tree.mayEnd(row), () -> tree.addUntil(row, true));
    manager.add(new Separator());
    add(manager, "Or Another Group", tree.groupRefusal().isEmpty(), tree::addGroup);
  }

  private void add(MenuManager menu, String label, boolean possible, Supplier<String> action) {
    menu.add(new MenuAction(label, possible, () -> added.accept(action.get())));
  }
}
