package dev.sluice.studio.ui.editor;

import dev.sluice.studio.core.editor.Entry;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CellEditor;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.EditingSupport;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.TextCellEditor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.jspecify.annotations.Nullable;

/** A table of keys and values that are edited in place. */
final class EntryTable {
  private static final int HEIGHT = 96;

  /** A line of the table: has an identity, which equal entries have not. */
  private static final class Line {
    private Entry entry;

    Line(Entry entry) {
      this.entry = entry;
    }
  }

  private final TableViewer viewer;
  private final Button remove;
  private final ProblemLine problem;
  private final List<Line> lines = new ArrayList<>();
  private Runnable listener = () -> {};

  /** A table in a grid of two columns: the table itself and its buttons. */
  EntryTable(FormToolkit toolkit, Composite parent, String keyTitle, String id) {
    Composite frame = toolkit.createComposite(parent);
    TableColumnLayout layout = new TableColumnLayout();
    frame.setLayout(layout);
    GridDataFactory.fillDefaults().grab(true, true).hint(120, HEIGHT).applyTo(frame);
    viewer = new TableViewer(frame, SWT.BORDER | SWT.FULL_SELECTION | SWT.MULTI);
    Spoken.as(StudioIds.mark(viewer.getTable(), id), keyTitle + "s");
    viewer.getTable().setHeaderVisible(true);
    viewer.getTable().setLinesVisible(true);
    viewer.setContentProvider(ArrayContentProvider.getInstance());
    column(layout, keyTitle, 2, Entry::key, (entry, key) -> new Entry(key, entry.value()));
    column(layout, "Value", 3, Entry::value, (entry, value) -> new Entry(entry.key(), value));
    viewer.setInput(lines);
    Composite buttons = toolkit.createComposite(parent);
    GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(buttons);
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(buttons);
    button(toolkit, buttons, "Add", "add", id + ".add", this::add);
    remove = button(toolkit, buttons, "Remove", "remove", id + ".remove", this::removeSelected);
    remove.setEnabled(false);
    viewer.addSelectionChangedListener(e -> remove.setEnabled(!e.getSelection().isEmpty()));
    problem = new ProblemLine(toolkit, parent, 2, id);
  }

  void listen(Runnable changed) {
    listener = changed;
  }

  List<Entry> entries() {
    return lines.stream().map(line -> line.entry).toList();
  }

  void show(List<Entry> entries) {
    if (!entries.equals(entries())) {
      lines.clear();
      entries.forEach(entry -> lines.add(new Line(entry)));
      viewer.refresh();
    }
  }

  void problem(@Nullable String sentence) {
    problem.show(sentence);
  }

  private void add() {
    Line line = new Line(new Entry("", ""));
    lines.add(line);
    viewer.refresh();
    viewer.setSelection(new StructuredSelection(line), true);
    listener.run();
    viewer.editElement(line, 0);
  }

  private void removeSelected() {
    viewer.cancelEditing();
    lines.removeAll(viewer.getStructuredSelection().toList());
    viewer.refresh();
    listener.run();
  }

  private void column(
      TableColumnLayout layout,
      String title,
      int weight,
      Function<Entry, String> get,
      BiFunction<Entry, String, Entry> set) {
    TableViewerColumn column = new TableViewerColumn(viewer, SWT.NONE);
    column.getColumn().setText(title);
    layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, 60));
    column.setLabelProvider(
        ColumnLabelProvider.createTextProvider(line -> get.apply(((Line) line).entry)));
    column.setEditingSupport(
        new EditingSupport(viewer) {
          private final CellEditor editor = new TextCellEditor(viewer.getTable());

          @Override
          protected boolean canEdit(Object line) {
            return true;
          }

          @Override
          protected CellEditor getCellEditor(Object line) {
            return editor;
          }

          @Override
          protected Object getValue(Object line) {
            return get.apply(((Line) line).entry);
          }

          @Override
          protected void setValue(Object line, Object value) {
            ((Line) line).entry = set.apply(((Line) line).entry, String.valueOf(value));
            viewer.update(line, null);
            listener.run();
          }
        });
  }

  private static Button button(
      FormToolkit toolkit, Composite parent, String label, String icon, String id, Runnable run) {
    Button button = StudioIds.mark(toolkit.createButton(parent, label, SWT.PUSH), id);
    button.setImage(Icons.image(icon));
    GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
    button.addListener(SWT.Selection, e -> run.run());
    return button;
  }
}
