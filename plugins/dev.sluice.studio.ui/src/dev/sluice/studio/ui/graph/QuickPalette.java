package dev.sluice.studio.ui.graph;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** A small palette at the pointer: type to search, Enter takes the first. */
public final class QuickPalette {
  private static final int WIDTH = 230;
  private static final int HEIGHT = 300;

  private final Shell shell;
  private final PaletteList list;
  private final Function<String, List<PaletteList.Row>> search;
  private boolean closing;

  private QuickPalette(
      Shell parent, Function<String, List<PaletteList.Row>> search, Consumer<String> chosen) {
    this.search = search;
    shell = new Shell(parent, SWT.TOOL | SWT.NO_TRIM | SWT.BORDER);
    shell.setText("Add State");
    shell.setBackground(Ink.PAPER);
    GridLayoutFactory.fillDefaults().margins(5, 5).spacing(0, 4).applyTo(shell);
    Text text =
        StudioIds.mark(new Text(shell, SWT.SEARCH | SWT.ICON_SEARCH), "quickPalette.search");
    text.setMessage("Search states and functions");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
    list = new PaletteList(shell, "quickPalette.list");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(list.control());
    list.onChosen(
        id -> {
          close();
          chosen.accept(id);
        });
    text.addListener(SWT.Modify, e -> show(text.getText()));
    text.addListener(SWT.KeyDown, this::key);
    list.control().addListener(SWT.KeyDown, this::key);
    shell.addListener(
        SWT.Traverse,
        e -> {
          if (e.detail == SWT.TRAVERSE_ESCAPE) {
            close();
          }
        });
    show("");
    text.setFocus();
  }

  /**
   * Opens it.
   *
   * @param search rows for what is typed
   * @param chosen told the id of the row that is taken
   */
  public static void open(
      Shell parent,
      int x,
      int y,
      Function<String, List<PaletteList.Row>> search,
      Consumer<String> chosen) {
    QuickPalette palette = new QuickPalette(parent, search, chosen);
    Rectangle screen = parent.getMonitor().getClientArea();
    palette.shell.setBounds(
        Math.min(x, screen.x + screen.width - WIDTH),
        Math.min(y, screen.y + screen.height - HEIGHT),
        WIDTH,
        HEIGHT);
    palette.shell.open();
    palette.shell.addListener(SWT.Deactivate, e -> palette.close());
  }

  private void show(String typed) {
    list.show(search.apply(typed));
    list.selectFirst();
  }

  private void key(Event event) {
    switch (event.keyCode) {
      case SWT.ARROW_DOWN -> {
        list.step(1);
        event.doit = false;
      }
      case SWT.ARROW_UP -> {
        list.step(-1);
        event.doit = false;
      }
      case SWT.CR, SWT.KEYPAD_CR -> {
        event.doit = false;
        list.choose();
      }
      case SWT.ESC -> close();
      default -> {
        // Typed.
      }
    }
  }

  private void close() {
    if (!closing && !shell.isDisposed()) {
      closing = true;
      UiThread.current().execute(shell::dispose);
    }
  }
}
