package dev.sluice.studio.ui.code;

import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.FindReplaceDocumentAdapter;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.source.SourceViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.jspecify.annotations.Nullable;

/** A line below the code to find text in it: Enter for the next, Shift+Enter for the one before. */
final class FindBar {
  private final SourceViewer viewer;
  private final Composite bar;
  private final Text text;
  private final Label result;

  FindBar(Composite parent, SourceViewer viewer) {
    this.viewer = viewer;
    bar = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(4).margins(6, 3).spacing(6, 0).applyTo(bar);
    GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(bar);
    bar.setVisible(false);
    new Label(bar, SWT.NONE).setImage(Icons.image("find"));
    text = StudioIds.mark(new Text(bar, SWT.BORDER), "code.find");
    text.setMessage("Find");
    GridDataFactory.swtDefaults().hint(240, SWT.DEFAULT).applyTo(text);
    ToolBar tools = new ToolBar(bar, SWT.FLAT);
    tool(tools, "previous", "Previous (Shift+Enter)", () -> find(false));
    tool(tools, "next", "Next (Enter)", () -> find(true));
    tool(tools, "close", "Close (Esc)", this::close);
    result = new Label(bar, SWT.NONE);
    result.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(result);
    text.addListener(SWT.Modify, e -> findFrom(viewer.getSelectedRange().x));
    text.addListener(SWT.KeyDown, this::key);
  }

  /** Shows the line, with what is selected in the code. */
  void open() {
    String selected = viewer.getTextWidget().getSelectionText();
    if (!selected.isEmpty() && !selected.contains("\n")) {
      text.setText(selected);
    }
    reveal(true);
    text.setFocus();
    text.selectAll();
  }

  private void close() {
    reveal(false);
    viewer.getTextWidget().setFocus();
  }

  private void key(org.eclipse.swt.widgets.Event event) {
    if (event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR) {
      find((event.stateMask & SWT.SHIFT) == 0);
    } else if (event.keyCode == SWT.ESC) {
      close();
    }
  }

  private void find(boolean forward) {
    Point selected = viewer.getSelectedRange();
    if (forward) {
      findFrom(selected.x + selected.y);
    } else {
      show(search(selected.x - 1, false));
    }
  }

  private void findFrom(int offset) {
    show(search(offset, true));
  }

  private @Nullable IRegion search(int offset, boolean forward) {
    if (text.getText().isEmpty()) {
      return null;
    }
    FindReplaceDocumentAdapter finder = new FindReplaceDocumentAdapter(viewer.getDocument());
    int length = viewer.getDocument().getLength();
    try {
      IRegion found =
          offset < 0 ? null : finder.find(offset, text.getText(), forward, false, false, false);
      // From the other end, as everybody expects.
      return found != null
          ? found
          : finder.find(forward ? 0 : length - 1, text.getText(), forward, false, false, false);
    } catch (BadLocationException e) {
      return null;
    }
  }

  private void show(@Nullable IRegion found) {
    if (found != null) {
      viewer.setSelectedRange(found.getOffset(), found.getLength());
      viewer.revealRange(found.getOffset(), found.getLength());
    }
    result.setText(found == null && !text.getText().isEmpty() ? "Not found" : "");
    result.requestLayout();
  }

  private void reveal(boolean shown) {
    Shown.set(bar, shown);
    bar.requestLayout();
  }

  private static void tool(ToolBar tools, String icon, String tip, Runnable action) {
    ToolItem item = new ToolItem(tools, SWT.PUSH);
    item.setImage(Icons.image(icon));
    item.setToolTipText(tip);
    item.addListener(SWT.Selection, e -> action.run());
  }
}
