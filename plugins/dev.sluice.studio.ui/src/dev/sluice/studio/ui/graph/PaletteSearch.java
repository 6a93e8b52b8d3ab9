package dev.sluice.studio.ui.graph;

import dev.sluice.studio.ui.StudioIds;
import java.util.function.Supplier;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** A field above a palette by which people narrow it. Confined to the UI thread. */
public final class PaletteSearch {
  private final Text field;

  /**
   * A field in a column of its parent.
   *
   * @param palette asked when a key leads into it: it may be made later than this
   * @param changed is run when something else is searched for
   */
  public PaletteSearch(
      Composite parent, String id, String hint, Supplier<PaletteList> palette, Runnable changed) {
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(4, 4).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    field = StudioIds.mark(new Text(row, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL), id);
    field.setMessage(hint);
    GridDataFactory.fillDefaults().grab(true, false).hint(40, SWT.DEFAULT).applyTo(field);
    field.addListener(SWT.Modify, e -> changed.run());
    field.addListener(
        SWT.KeyDown,
        e -> {
          if (e.keyCode == SWT.ARROW_DOWN) {
            palette.get().control().setFocus();
            palette.get().selectFirst();
          }
        });
  }

  /** What is searched for. */
  public String text() {
    return field.getText();
  }
}
