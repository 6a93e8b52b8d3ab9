package dev.sluice.studio.tests.bot;

import dev.sluice.studio.ui.StudioIds;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.Widget;

/** Walks all widgets that can be seen. On the UI thread. */
final class WidgetTree {

  private WidgetTree() {}

  /** All visible widgets, those of the front shell first. */
  static List<Widget> visible(Display display) {
    List<Widget> found = new ArrayList<>();
    Shell front = display.getActiveShell();
    if (front != null) {
      collect(front, found);
    }
    for (Shell shell : display.getShells()) {
      if (shell != front) {
        collect(shell, found);
      }
    }
    return found;
  }

  /** One line a widget, for the message of a test that found none. */
  static String dump(Display display) {
    StringBuilder text = new StringBuilder();
    for (Widget widget : visible(display)) {
      Object id = widget.getData(StudioIds.WIDGET_ID);
      if (id != null || widget instanceof Shell) {
        text.append("  ").append(widget).append(id == null ? "" : " #" + id).append('\n');
      }
    }
    return text.toString();
  }

  private static void collect(Widget widget, List<Widget> found) {
    if (widget.isDisposed() || (widget instanceof Control control && !control.isVisible())) {
      return;
    }
    found.add(widget);
    if (widget instanceof ToolBar bar) {
      found.addAll(List.of(bar.getItems()));
    }
    if (widget instanceof CTabFolder folder) {
      found.addAll(List.of(folder.getItems()));
    }
    if (widget instanceof Composite composite) {
      for (Control child : composite.getChildren()) {
        collect(child, found);
      }
    }
  }
}
