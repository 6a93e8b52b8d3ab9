package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.workflow.EventRow;
import dev.sluice.studio.core.workflow.EventTree;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Paper;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.graph.ZoomTools;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.jspecify.annotations.Nullable;

/**
 * What an event state waits for, as a tree that is changed in place: Enter or a double click
 * changes a value, F2 a name, Insert offers what can be added, Delete takes out. Confined to the UI
 * thread.
 */
final class EventTreePane {
  private static final int NAME_WIDTH = 128;
  private static final int GROUP_INDENT = 26;
  private static final int LEAST_ROWS = 4;
  private static final int MOST_ROWS = 9;

  private final Composite frame;
  private final Tree tree;
  private final ToolItem remove;
  private final Label says;
  private final EventCell cell;
  private final Map<String, TreeItem> items = new LinkedHashMap<>();
  private final Supplier<Optional<EventTreePane>> current;
  private EventTree events;

  /**
   * Shows a tree.
   *
   * @param current gives the pane that shows what was changed: not this one any more where the
   *     change needs another form; empty where the state is gone
   */
  EventTreePane(Composite parent, EventTree first, Supplier<Optional<EventTreePane>> current) {
    this.current = current;
    events = first;
    frame = Paper.of(new Composite(parent, SWT.NONE));
    GridLayoutFactory.fillDefaults().numColumns(2).spacing(6, 0).applyTo(frame);
    says = StudioIds.mark(Paper.label(frame, ""), "inspector.eventsSay");
    says.setForeground(Ink.BAD);
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .align(SWT.FILL, SWT.CENTER)
        .hint(40, SWT.DEFAULT)
        .applyTo(says);
    ToolBar tools = Paper.of(new ToolBar(frame, SWT.FLAT));
    tree =
        StudioIds.mark(
            new Tree(frame, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER), "inspector.events");
    Spoken.as(tree, "What it waits for");
    TreeColumn unusedName = new TreeColumn(tree, SWT.NONE);
    TreeColumn unusedValue = new TreeColumn(tree, SWT.NONE);
    tree.addListener(SWT.Resize, e -> fit());
    GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(tree);
    EventAddMenu menu =
        new EventAddMenu(
            tree,
            () -> events,
            this::selected,
            id -> current.get().ifPresent(pane -> pane.begin(id)));
    ToolItem unused =
        ZoomTools.tool(tools, "add", "Add (Insert)", () -> menu.open(tree.toDisplay(40, 0)));
    remove = ZoomTools.tool(tools, "remove", "Remove (Delete)", this::remove);
    cell = new EventCell(tree, this::say);
    tree.setMenu(menu.menu(tree));
    tree.addListener(SWT.Selection, e -> update());
    tree.addListener(SWT.DefaultSelection, e -> editValue());
    tree.addListener(SWT.KeyDown, e -> key(e, menu));
    show(first);
  }

  /** Rows of groups stand further inside. */
  private void fit() {
    boolean groups = events.rows().get(0).kind() == EventRow.Kind.GROUPS;
    int name = NAME_WIDTH + (groups ? GROUP_INDENT : 0);
    tree.getColumn(0).setWidth(name);
    tree.getColumn(1).setWidth(Math.max(80, tree.getClientArea().width - name - 4));
  }

  private void key(Event event, EventAddMenu menu) {
    switch (event.keyCode) {
      case SWT.F2 -> editName();
      case SWT.DEL -> remove();
      case SWT.INSERT -> {
        TreeItem item = tree.getSelectionCount() == 0 ? null : tree.getSelection()[0];
        Point at = item == null ? new Point(0, 0) : new Point(item.getBounds().x, bottom(item));
        menu.open(tree.toDisplay(at));
      }
      default -> {
        // The tree's own.
      }
    }
  }

  private static int bottom(TreeItem item) {
    return item.getBounds().y + item.getBounds().height;
  }

  /** The widget. */
  Control control() {
    return frame;
  }

  /** Puts the keys here. */
  boolean setFocus() {
    return tree.setFocus();
  }

  /** Brings it up to date; returns whether it needs another height. */
  boolean show(EventTree now) {
    events = now;
    List<String> ids = now.rows().stream().map(EventRow::id).toList();
    boolean same = ids.equals(new ArrayList<>(items.keySet()));
    String chosen = selected() == null ? "" : String.valueOf(selected().id());
    if (!same) {
      cell.close();
      rebuild(now);
    }
    for (EventRow row : now.rows()) {
      TreeItem item = items.get(row.id());
      item.setText(new String[] {row.label(), row.value()});
      boolean part = row.hasValue() && row.kind() != EventRow.Kind.GROUP;
      item.setForeground(0, part ? Ink.FAINT : Ink.TEXT);
      item.setForeground(1, row.hasValue() ? Ink.TEXT : Ink.FAINT);
    }
    if (!same) {
      fit();
      select(chosen);
      GridDataFactory.fillDefaults()
          .grab(true, false)
          .span(2, 1)
          .hint(SWT.DEFAULT, height())
          .applyTo(tree);
    }
    update();
    return !same;
  }

  private int height() {
    int rows = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, items.size()));
    return rows * tree.getItemHeight() + 4;
  }

  private void rebuild(EventTree now) {
    tree.setRedraw(false);
    tree.removeAll();
    items.clear();
    for (EventRow row : now.rows()) {
      TreeItem above = items.get(row.parent());
      TreeItem item = above == null ? new TreeItem(tree, SWT.NONE) : new TreeItem(above, SWT.NONE);
      items.put(row.id(), item);
    }
    items.values().forEach(item -> item.setExpanded(true));
    tree.setRedraw(true);
  }

  private void select(String id) {
    TreeItem item = items.get(id);
    if (item != null) {
      tree.setSelection(item);
      tree.showSelection();
    }
  }

  private @Nullable EventRow selected() {
    if (tree.getSelectionCount() == 0) {
      return null;
    }
    TreeItem item = tree.getSelection()[0];
    return events.rows().stream()
        .filter(row -> items.get(row.id()) == item)
        .findFirst()
        .orElse(null);
  }

  private void update() {
    EventRow row = selected();
    Optional<String> refusal = row == null ? Optional.of("") : events.removeRefusal(row);
    remove.setEnabled(refusal.isEmpty());
    say("");
  }

  private void say(String text) {
    says.setText(text);
    says.setToolTipText(text.isEmpty() ? null : text);
  }

  /** Begins to edit a row that was added. */
  private void begin(String id) {
    select(id);
    update();
    tree.setFocus();
    EventRow row = selected();
    if (row != null && row.hasName() && !row.hasValue()) {
      editName();
    } else {
      editValue();
    }
  }

  private void editValue() {
    EventRow row = selected();
    if (row == null || !row.hasValue()) {
      return;
    }
    TreeItem item = items.get(row.id());
    if (row.isStrategy()) {
      cell.choose(item, EventRow.STRATEGIES, row.value(), typed -> now(row, r -> set(r, typed)));
      return;
    }
    cell.type(
        item,
        1,
        row.value(),
        typed -> events.refusal(row, typed),
        typed -> now(row, r -> set(r, typed)));
  }

  private String set(EventRow row, String typed) {
    events.set(row, typed);
    return row.id();
  }

  private void editName() {
    EventRow row = selected();
    if (row == null || !row.hasName()) {
      editValue();
      return;
    }
    cell.type(
        items.get(row.id()),
        0,
        row.key(),
        typed -> events.renameRefusal(row, typed.strip()),
        typed -> now(row, r -> events.rename(r, typed.strip())));
  }

  /** Changes the row as it is now: the tree may have been made anew while somebody typed. */
  private void now(EventRow before, Function<EventRow, String> change) {
    events.rows().stream()
        .filter(row -> row.id().equals(before.id()))
        .findFirst()
        .ifPresent(
            row -> {
              String id = change.apply(row);
              current.get().ifPresent(pane -> pane.go(id));
            });
  }

  private void remove() {
    EventRow row = selected();
    if (row == null) {
      return;
    }
    Optional<String> refusal = events.removeRefusal(row);
    if (refusal.isPresent()) {
      say(WorkflowWords.sentence(refusal.get()));
      return;
    }
    events.remove(row);
    current.get().ifPresent(pane -> pane.go(row.parent()));
  }

  /** Stands at a row, as the pane that was changed did. */
  private void go(String id) {
    select(id);
    update();
    tree.setFocus();
  }
}
