package dev.sluice.studio.ui.editor;

import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.StudioIds;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** The buttons beside a table. Confined to the UI thread. */
final class ButtonColumn {
  private final Composite column;
  private final String id;
  private final Map<String, Button> buttons = new HashMap<>();

  /**
   * Without buttons yet.
   *
   * @param id what the ids of the buttons begin with
   */
  ButtonColumn(Composite parent, String id) {
    this.id = id;
    column = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(column);
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(column);
  }

  /**
   * Adds a button.
   *
   * @param icon its icon, and the end of its id
   */
  Button add(String label, String icon, String tip, Runnable action) {
    Button button = StudioIds.mark(new Button(column, SWT.PUSH), id + "." + icon);
    button.setText(label);
    button.setImage(Icons.image(icon));
    button.setToolTipText(tip);
    button.addListener(SWT.Selection, e -> action.run());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
    buttons.put(icon, button);
    return button;
  }

  /** Lets a button be pressed, or not. */
  void enable(String icon, boolean enabled) {
    buttons.get(icon).setEnabled(enabled);
  }
}
